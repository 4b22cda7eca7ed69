namespace TacWeb.Clustering.Losses;

/// <summary>IIC: the information that the cluster of one look gives about the cluster of the other.</summary>
/// <remarks>J = PᵀP′/B, made symmetric; L = −Σ_ab J_ab (log J_ab − λ log J_a − λ log J_b), each floored at float's epsilon. Source: Ji, Henriques and Vedaldi, ICCV 2019; xu-ji/IIC; methods §2.4.</remarks>
internal static class PairInformation
{
    private const float Floor = 1.1920929e-7f;

    /// <summary>−I, a scalar, at least −log K for λ = 1.</summary>
    /// <param name="first">P, [B, K] probabilities.</param>
    /// <param name="second">P′, [B, K], another look at the same images.</param>
    /// <param name="weight">λ, of the marginal terms.</param>
    public static Tensor Of(Tensor first, Tensor second, double weight = 1)
    {
        Tensor joint = torch.mm(first.t(), second).div((double)first.shape[0]);
        joint = joint.add(joint.t()).div(2);
        Tensor marginal = joint.sum(1, keepdim: true).clamp_min(Floor).log(); // [K, 1]; symmetric, so it serves both sides
        joint = joint.clamp_min(Floor);
        return joint.mul(joint.log().sub(marginal.mul(weight)).sub(marginal.t().mul(weight))).sum().neg();
    }
}
