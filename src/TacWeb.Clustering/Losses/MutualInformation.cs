namespace TacWeb.Clustering.Losses;

/// <summary>I(y; x) = H(mean_i p_i) − mean_i H(p_i) of a discriminative model: even clusters, decided images.</summary>
/// <param name="Marginal">H(mean_i p_i), at most log K.</param>
/// <param name="Conditional">mean_i H(p_i).</param>
/// <param name="Probabilities">p, [B, K].</param>
/// <remarks>Source: Krause, Perona and Gomes, NIPS 2010 (RIM); Hu et al., ICML 2017 (IMSAT); methods §2.4.</remarks>
internal readonly record struct MutualInformation(Tensor Marginal, Tensor Conditional, Tensor Probabilities)
{
    /// <param name="scores">[B, K], before the softmax.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static MutualInformation Of(Tensor scores, PriorTarget? prior = null)
    {
        Tensor log = torch.log_softmax(scores, 1), probabilities = log.exp();
        return new MutualInformation(Balance.Of(probabilities, prior), probabilities.mul(log).sum(1).mean().neg(), probabilities);
    }

    /// <summary>RIM: −I + λ Σ_k ‖w_k‖².</summary>
    /// <param name="weights">[K, d], without biases.</param>
    /// <param name="decay">λ.</param>
    public Tensor Regularised(Tensor weights, double decay) => Conditional.sub(Marginal).add(weights.square().sum().mul(decay));

    /// <summary>IMSAT: H(y|x) − μ·H(y).</summary>
    /// <param name="balance">μ.</param>
    public Tensor Weighted(double balance) => Conditional.sub(Marginal.mul(balance));
}
