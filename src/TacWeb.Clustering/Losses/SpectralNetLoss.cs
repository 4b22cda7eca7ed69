namespace TacWeb.Clustering.Losses;

/// <summary>SpectralNet's loss of a batch: (1/m²) Σ_ij W_ij ‖y_i − y_j‖² (paper, eq. 5; methods §2.2).</summary>
internal static class SpectralNetLoss
{
    /// <param name="outputs">y, [m, K], columns orthogonal and of length √m by the last layer.</param>
    /// <param name="affinity">W, [m, m], symmetric.</param>
    public static Tensor Of(Tensor outputs, Tensor affinity)
    {
        long m = outputs.shape[0];
        Tensor degrees = affinity.sum(1, keepdim: true); // [m, 1]
        Tensor squares = outputs.mul(outputs).mul(degrees).sum(); // Σ_i D_i ‖y_i‖²
        Tensor products = torch.mm(affinity, outputs).mul(outputs).sum(); // Σ_ij W_ij y_i·y_j
        return squares.sub(products).mul(2.0 / ((double)m * m));
    }
}
