namespace TacWeb.Clustering.Losses;

/// <summary>Column NT-Xent: the K columns of two assignments are the samples, equal columns are positives (TAC §3.3, CC's cluster loss).</summary>
/// <remarks>
/// The 2K columns of A and B, L2-normalised, S = their cosines / τ̂. For each column the positive is the same column of the other matrix and the
/// negatives are all other 2K − 2; cross-entropy, summed over the 2K rows and divided by 2K. Symmetric, no stop-gradient.
/// <para>Source: Li et al., ICML 2024, §3.3; XLearning-SCU/2024-ICML-TAC; methods §1.9.</para>
/// </remarks>
internal static class Distillation
{
    /// <summary>D(A, B), a scalar.</summary>
    /// <param name="a">[B, K] probabilities.</param>
    /// <param name="b">[B, K] probabilities.</param>
    /// <param name="temperature">τ̂.</param>
    public static Tensor Of(Tensor a, Tensor b, double temperature)
    {
        long k = a.shape[1];
        Tensor columns = nn.functional.normalize(torch.cat([a, b], 1), 2, 0); // [B, 2K], columns of length 1
        Tensor similarity = torch.mm(columns.t(), columns).div(temperature); // [2K, 2K]
        Tensor others = similarity.masked_fill(torch.eye(2 * k, dtype: torch.ScalarType.Bool), float.NegativeInfinity);
        Tensor positive = columns.narrow(1, 0, k).mul(columns.narrow(1, k, k)).sum().div(temperature); // each of the K pairs counts twice
        return torch.logsumexp(others, 1).sum().sub(positive.mul(2)).div(2.0 * k);
    }
}
