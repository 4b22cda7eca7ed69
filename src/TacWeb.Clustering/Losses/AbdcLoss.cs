namespace TacWeb.Clustering.Losses;

/// <summary>ABDC: rows can be made again from codes that lie near their centres.</summary>
/// <remarks>L = MSE + λ·mean_i ‖z_i − c*_i‖². Source: Song et al., CIARP 2013, eq. 3; methods §2.2.</remarks>
internal readonly record struct AbdcLoss(Tensor Total, Tensor Reconstruction, Tensor Distance)
{
    /// <param name="rows">[B, d].</param>
    /// <param name="back">[B, d], their reconstruction.</param>
    /// <param name="codes">[B, h].</param>
    /// <param name="centres">[B, h], each code's centre of the last round, without gradient.</param>
    /// <param name="weight">λ.</param>
    public static AbdcLoss Of(Tensor rows, Tensor back, Tensor codes, Tensor centres, double weight)
    {
        Tensor reconstruction = nn.functional.mse_loss(back, rows), distance = codes.sub(centres).square().sum(1).mean();
        return new AbdcLoss(reconstruction.add(distance.mul(weight)), reconstruction, distance);
    }
}
