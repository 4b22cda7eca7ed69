namespace TacWeb.Clustering.Losses;

/// <summary>Both heads should give an image the same cluster: mean of −log Σ_k P_ik Q_ik (TAC §3.3).</summary>
/// <remarks>
/// The authors' code: binary cross-entropy of the inner products against 1, logarithm floored at −100, mean over images (the paper writes the
/// logarithm of the sum).
/// <para>Source: XLearning-SCU/2024-ICML-TAC; methods §1.9, §1.11.</para>
/// </remarks>
internal static class Consistency
{
    /// <summary>L_con, a scalar ≥ 0; log K for uniform P and Q.</summary>
    /// <param name="image">P, [B, K] probabilities.</param>
    /// <param name="text">Q, [B, K] probabilities.</param>
    public static Tensor Of(Tensor image, Tensor text) =>
        image.mul(text).sum(1).log().clamp_min(-100).mean().neg();
}
