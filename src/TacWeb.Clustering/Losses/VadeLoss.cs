namespace TacWeb.Clustering.Losses;

/// <summary>VaDE: what the mixture prior costs, −ELBO without the reconstruction.</summary>
/// <remarks>
/// ½ Σ_c γ_c Σ_j [log σ²_cj + (s²_j + (m_j − μ_cj)²)/σ²_cj] − Σ_c γ_c log(π_c/γ_c) − ½ Σ_j (1 + log s²_j), the mean over the batch; γ_c ∝ π_c N(z; μ_c, σ²_c).
/// Source: Jiang et al., IJCAI 2017, eq. 12 and 16; methods §2.3.
/// </remarks>
/// <param name="Prior">Scores of the clusters, π their softmax, [K].</param>
/// <param name="Means">μ, [K, h].</param>
/// <param name="LogVariances">log σ², [K, h].</param>
internal readonly record struct VadeLoss(Tensor Prior, Tensor Means, Tensor LogVariances)
{
    private const double Floor = 1e-10;

    /// <summary>A draw z = m + s·ε.</summary>
    public static Tensor Draw(Tensor mean, Tensor logVariance, Tensor noise) => mean.add(logVariance.mul(0.5).exp().mul(noise));

    /// <summary>log γ, [B, K], up to nothing: rows of exp sum to 1.</summary>
    public Tensor LogResponsibilities(Tensor codes) =>
        torch.log_softmax(torch.log_softmax(Prior.unsqueeze(0), 1).sub(Squares(codes).add(LogVariances.sum(1).unsqueeze(0)).mul(0.5)), 1);

    /// <param name="mean">m, [B, h].</param>
    /// <param name="logVariance">log s², [B, h].</param>
    /// <param name="codes">z, [B, h], drawn; γ comes from it.</param>
    public Tensor Of(Tensor mean, Tensor logVariance, Tensor codes)
    {
        Tensor gamma = LogResponsibilities(codes).exp().clamp_min(Floor);
        Tensor spread = logVariance.exp().mm(LogVariances.neg().exp().t());
        Tensor cost = Squares(mean).add(spread).add(LogVariances.sum(1).unsqueeze(0)).mul(0.5);
        Tensor mixing = gamma.log().sub(torch.log_softmax(Prior.unsqueeze(0), 1));
        return gamma.mul(cost.add(mixing)).sum(1).sub(logVariance.add(1).sum(1).mul(0.5)).mean();
    }

    /// <summary>Σ_j (z_j − μ_cj)²/σ²_cj, [B, K].</summary>
    private Tensor Squares(Tensor codes)
    {
        Tensor precision = LogVariances.neg().exp(), scaled = Means.mul(precision);
        return codes.square().mm(precision.t()).sub(codes.mm(scaled.t()).mul(2)).add(Means.mul(scaled).sum(1).unsqueeze(0));
    }
}
