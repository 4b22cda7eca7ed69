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

    /// <summary>A loss of <see cref="Of"/> less its multipliers, Σ_ab Λ_ab·(YᵀY)_ab·2/m² with Λ = Yᵀ(D − W)Y/m held fixed: its slope, (4/m²)·((D − W)Y − YΛ), runs along (1/m)·YᵀY = I.</summary>
    /// <remarks>Without them a step also shrinks all outputs at once, which the orthogonal layer takes back and Adam has spent its step on.</remarks>
    /// <param name="loss">Of these outputs and this affinity.</param>
    /// <param name="outputs">y, [m, K].</param>
    /// <param name="affinity">W, [m, m], symmetric.</param>
    public static Tensor AlongConstraint(Tensor loss, Tensor outputs, Tensor affinity)
    {
        long m = outputs.shape[0];
        Tensor held = outputs.detach();
        Tensor slope = held.mul(affinity.sum(1, keepdim: true)).sub(torch.mm(affinity, held)); // (D − W)·Y
        Tensor multipliers = torch.mm(held.t(), slope); // m·Λ
        return loss.sub(torch.mm(outputs.t(), outputs).mul(multipliers).sum().mul(2.0 / ((double)m * m * m)));
    }
}
