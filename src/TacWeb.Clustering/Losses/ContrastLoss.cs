namespace TacWeb.Clustering.Losses;

/// <summary>CC: rows contrast instances, columns contrast clusters, and both assignments use all clusters.</summary>
/// <remarks>
/// L = NT-Xent(z, z′; τ_I) + column NT-Xent(P, P′; τ_C) + [log K − H(mean P)] + [log K − H(mean P′)]. Source: Li et al., "Contrastive Clustering", AAAI 2021; methods §2.4.
/// </remarks>
internal readonly record struct ContrastLoss(Tensor Total, Tensor Instance, Tensor Cluster, Tensor Balance)
{
    public const double InstanceTemperature = 0.5;
    public const double ClusterTemperature = 1.0;

    /// <param name="z">[B, e] unit rows of one look.</param>
    /// <param name="w">[B, e] unit rows of the other.</param>
    /// <param name="p">[B, K] probabilities of one look.</param>
    /// <param name="q">[B, K] probabilities of the other.</param>
    /// <param name="instanceTemperature">τ_I; 0.5 in the paper.</param>
    /// <param name="clusterTemperature">τ_C; 1 in the paper.</param>
    /// <param name="prior">Other shares of the clusters than equal ones, or null.</param>
    public static ContrastLoss Of(Tensor z, Tensor w, Tensor p, Tensor q, double instanceTemperature = InstanceTemperature, double clusterTemperature = ClusterTemperature, PriorTarget? prior = null)
    {
        Tensor instance = InstanceContrast.Of(z, w, instanceTemperature), cluster = Distillation.Of(p, q, clusterTemperature);
        Tensor balance = Losses.Balance.Of(p, q, prior);
        return new ContrastLoss(instance.add(cluster).sub(balance).add(2 * Math.Log(p.shape[1])), instance, cluster, balance);
    }
}
