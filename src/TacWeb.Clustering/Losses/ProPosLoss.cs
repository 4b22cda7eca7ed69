namespace TacWeb.Clustering.Losses;

/// <summary>ProPos: positive pairs without negatives for images (BYOL), prototypes that scatter for clusters.</summary>
/// <remarks>
/// L = −2·mean cos(predicted, target) over both orders of the looks, + λ·PSL. PSL = mean over the classes of the batch of −μ_k·μ′_k/τ + logsumexp(μ_k·μ′_k/τ, {μ_k·μ_j/τ}_{j≠k}), μ online and μ′ target prototypes,
/// each the normalised sum of its members' unit rows. Source: Huang et al., TPAMI 2022; Hzzone/ProPos; methods §2.6.
/// </remarks>
internal static class ProPosLoss
{
    /// <summary>−2·mean cos of one order.</summary>
    /// <param name="predicted">[B, e], not yet unit rows.</param>
    /// <param name="target">[B, e] unit rows, no gradient.</param>
    public static Tensor Alignment(Tensor predicted, Tensor target) => nn.functional.normalize(predicted, 2, 1).mul(target).sum(1L).mean().mul(-2);

    /// <summary>The prototype scattering loss; 0 where the batch has one class.</summary>
    /// <param name="online">[B, e] unit rows of one look, without noise.</param>
    /// <param name="target">[B, e] unit rows of the other look by the slow network, no gradient.</param>
    /// <param name="labels">B pseudo-labels.</param>
    /// <param name="temperature">τ; 0.5.</param>
    public static Tensor Scattering(Tensor online, Tensor target, int[] labels, double temperature)
    {
        Tensor members = Members(labels); // [C, B]
        Tensor own = nn.functional.normalize(torch.mm(members, online), 2, 1), slow = nn.functional.normalize(torch.mm(members, target), 2, 1); // [C, e]
        long classes = own.shape[0];
        Tensor positive = own.mul(slow).sum(1L).div(temperature); // [C]
        Tensor others = torch.mm(own, own.t()).div(temperature).masked_fill(torch.eye(classes, dtype: torch.ScalarType.Bool), float.NegativeInfinity);
        return torch.logsumexp(torch.cat([positive.unsqueeze(1), others], 1), 1).sub(positive).mean();
    }

    /// <summary>[C, B] of 1 and 0: which rows belong to each class that occurs.</summary>
    private static Tensor Members(int[] labels)
    {
        int[] classes = [.. labels.Distinct().Order()];
        float[] member = new float[classes.Length * labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            member[(Array.IndexOf(classes, labels[row]) * labels.Length) + row] = 1;
        }

        return TensorBridge.Matrix(member, classes.Length, labels.Length);
    }
}
