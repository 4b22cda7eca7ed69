namespace TacWeb.Clustering.Losses;

/// <summary>The contrastive loss of SpectralNet's Siamese network: pairs of neighbours nearer than one margin, other pairs farther than another (methods §2.2).</summary>
internal static class SiameseContrast
{
    private const double Inside = 1e-12; // keeps the root's slope finite at equal rows

    /// <summary>Mean over all pairs of max(d − near, 0)² for neighbours and max(far − d, 0)² for others.</summary>
    /// <param name="anchors">z, [m, h].</param>
    /// <param name="neighbours">A neighbour of each, [m, h].</param>
    /// <param name="others">A row that is no neighbour, [m, h].</param>
    /// <param name="near">Margin of neighbours; 0.05 in the authors' code.</param>
    /// <param name="far">Margin of others; 1.</param>
    public static Tensor Of(Tensor anchors, Tensor neighbours, Tensor others, double near, double far)
    {
        Tensor pulled = Distance(anchors, neighbours).sub(near).relu().pow(2).mean();
        Tensor pushed = Distance(anchors, others).neg().add(far).relu().pow(2).mean();
        return pulled.add(pushed).mul(0.5);
    }

    private static Tensor Distance(Tensor a, Tensor b) => a.sub(b).pow(2).sum(1).add(Inside).sqrt();
}
