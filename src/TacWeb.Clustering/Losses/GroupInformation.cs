namespace TacWeb.Clustering.Losses;

/// <summary>What clusters tell about a group that they should tell nothing about: I(C; G) = Σ_cg p_cg·log(p_cg / (p_c·p_g)) of a batch's assignments.</summary>
/// <remarks>Source: Zeng et al., "Deep Fair Clustering via Maximizing and Minimizing Mutual Information" (FCMI), CVPR 2023; methods §4.6.</remarks>
internal static class GroupInformation
{
    /// <param name="probabilities">P, [B, K].</param>
    /// <param name="groups">One-hot groups, [B, Γ].</param>
    public static Tensor Of(Tensor probabilities, Tensor groups)
    {
        Tensor joint = torch.mm(probabilities.t(), groups).div((double)probabilities.shape[0]); // p_cg, [K, Γ]
        Tensor independent = torch.mm(joint.sum(1, true), joint.sum(0, true)); // p_c·p_g
        return joint.mul(joint.clamp_min(1e-9).log().sub(independent.clamp_min(1e-9).log())).sum();
    }
}
