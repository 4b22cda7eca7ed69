namespace TacWeb.Clustering.Losses;

/// <summary>DEN: codes that give the row again, lie near those of the row's neighbours, and use few of their K groups.</summary>
/// <remarks>
/// L = MSE + α·L_g + β·L_s; L_g = Σ_j W_ij‖h_i − h_j‖² over the nearest rows, L_s = λ Σ_g √n_g‖h_i^g‖₂, both means over the batch.
/// One neighbour is drawn a row, so its term counts for all of them. Source: Huang et al., ICPR 2014; methods §2.2.
/// </remarks>
internal readonly record struct DenLoss(Tensor Total, Tensor Reconstruction, Tensor Locality, Tensor Sparsity)
{
    private const double Floor = 1e-12; // the length's slope at 0

    /// <param name="reconstruction">MSE, a scalar.</param>
    /// <param name="codes">[B, h].</param>
    /// <param name="near">[B, h], the code of a neighbour of each.</param>
    /// <param name="weights">[B, 1], W_ij times the number of neighbours.</param>
    /// <param name="groupSize">n_g.</param>
    /// <param name="locality">α.</param>
    /// <param name="sparsity">β·λ.</param>
    public static DenLoss Of(Tensor reconstruction, Tensor codes, Tensor near, Tensor weights, int groupSize, double locality, double sparsity)
    {
        Tensor apart = codes.sub(near).square().sum(1, keepdim: true).mul(weights).mean();
        Tensor lengths = codes.view(codes.shape[0], codes.shape[1] / groupSize, groupSize).square().sum(2).add(Floor).sqrt();
        Tensor groups = lengths.sum(1).mean().mul(Math.Sqrt(groupSize));
        return new DenLoss(reconstruction.add(apart.mul(locality)).add(groups.mul(sparsity)), reconstruction, apart, groups);
    }
}
