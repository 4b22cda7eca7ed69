namespace TacWeb.Clustering.Losses;

/// <summary>TEMI: weighted pointwise mutual information between a student on an image and a teacher on its neighbour.</summary>
/// <remarks>
/// −w·log Σ_k (p_s(k|x)·p_t(k|x′))^β / p̃_t(k), computed on logarithms; the mean over the batch. Source: Adaloglou et al., "Exploring the Limits of Deep Image Clustering using Pretrained Models", BMVC 2023; methods §4.2.
/// </remarks>
internal static class TemiLoss
{
    /// <param name="student">log p_s(k|x), [B, K].</param>
    /// <param name="teacher">log p_t(k|x′), [B, K], no gradient.</param>
    /// <param name="prior">p̃_t, [K], no gradient.</param>
    /// <param name="weights">w, [B], no gradient.</param>
    /// <param name="beta">β.</param>
    public static Tensor Of(Tensor student, Tensor teacher, Tensor prior, Tensor weights, double beta) =>
        torch.logsumexp(student.add(teacher).mul(beta).sub(prior.log()), 1).mul(weights).mean().neg();

    /// <summary>w = mean over heads of Σ_k p_t(k|x)·p_t(k|x′), [B].</summary>
    /// <param name="first">p_t(k|x) of each head.</param>
    /// <param name="second">p_t(k|x′) of each head.</param>
    public static Tensor Weights(IReadOnlyList<Tensor> first, IReadOnlyList<Tensor> second) =>
        first.Zip(second, (p, q) => p.mul(q).sum(1)).Aggregate((sum, next) => sum.add(next)).div((double)first.Count);
}
