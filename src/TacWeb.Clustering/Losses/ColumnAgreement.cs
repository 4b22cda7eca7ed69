namespace TacWeb.Clustering.Losses;

/// <summary>Partition confidence: each cluster's column should resemble the same column of the other assignment more than any other.</summary>
/// <remarks>M_ab = cos(A_:a, B_:b); mean_a of the cross-entropy of M_a: / τ with target a. Source: PICA, CVPR 2020 (τ 1); NNM's class-level terms and GCC's assignment loss; methods §2.4–2.5.</remarks>
internal static class ColumnAgreement
{
    /// <param name="a">[B, K] probabilities.</param>
    /// <param name="b">[B, K] probabilities of other looks at the same images.</param>
    /// <param name="temperature">τ.</param>
    public static Tensor Of(Tensor a, Tensor b, double temperature = 1)
    {
        Tensor first = nn.functional.normalize(a, 2, 0), second = nn.functional.normalize(b, 2, 0); // columns of length 1
        Tensor cosines = torch.mm(first.t(), second).div(temperature); // [K, K]
        Tensor own = first.mul(second).sum(0L).div(temperature); // [K], the diagonal
        return torch.logsumexp(cosines, 1).sub(own).mean();
    }
}
