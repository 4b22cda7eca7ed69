namespace TacWeb.Clustering.Losses;

/// <summary>Both heads should give an image the same cluster: mean of −log Σ_k P_ik Q_ik (TAC §3.3).</summary>
/// <remarks>
/// The authors' code: binary cross-entropy of the inner products against 1, logarithm floored at −100, mean over images (the paper writes the
/// logarithm of the sum). Ours is −100, without a gradient, from 1e-37 down, where float32 runs out of normal numbers: there 1/x is no number any more.
/// <para>Source: XLearning-SCU/2024-ICML-TAC; methods §1.9, §1.11.</para>
/// </remarks>
internal static class Consistency
{
    private const float SmallestNormal = 1e-37f;

    /// <summary>L_con, a scalar ≥ 0; log K for uniform P and Q.</summary>
    /// <param name="image">P, [B, K] probabilities.</param>
    /// <param name="text">Q, [B, K] probabilities.</param>
    public static Tensor Of(Tensor image, Tensor text)
    {
        Tensor agreement = image.mul(text).sum(1); // [B]
        Tensor log = agreement.clamp_min(SmallestNormal).log();
        return log.masked_fill(agreement.lt(SmallestNormal), -100).mean().neg();
    }
}
