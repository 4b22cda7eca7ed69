namespace TacWeb.Clustering.Losses;

/// <summary>TELL: k-means as a layer whose weights are the centres.</summary>
/// <remarks>L = MSE + (w/α)·(2α − Σ_i W_c(i)·z_i/(B·K)), W = 2αΩ with unit centres Ω, c(i) the nearest. Source: Peng et al., JMLR 2022, eq. 9–13, and the authors' code; methods §2.6.</remarks>
internal readonly record struct TellLoss(Tensor Total, Tensor Reconstruction, Tensor Clustering)
{
    /// <param name="reconstruction">MSE, a scalar.</param>
    /// <param name="codes">z, [B, h] unit rows.</param>
    /// <param name="weights">W, [K, h] rows of length 2α.</param>
    /// <param name="alpha">α.</param>
    /// <param name="weight">w; 0.01 in the authors' code.</param>
    public static TellLoss Of(Tensor reconstruction, Tensor codes, Tensor weights, double alpha, double weight)
    {
        Tensor scores = codes.mm(weights.t());
        Tensor clustering = scores.amax([1]).sum().div((double)(scores.shape[0] * scores.shape[1])).neg().add(2 * alpha);
        return new TellLoss(reconstruction.add(clustering.mul(weight / alpha)), reconstruction, clustering);
    }
}
