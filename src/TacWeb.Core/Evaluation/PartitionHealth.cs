using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Core.Evaluation;

/// <summary>Measures a partition without labels.</summary>
public static class PartitionHealth
{
    /// <summary>The numbers of <see cref="Health"/>.</summary>
    /// <param name="labels">N labels, 0 … K − 1 or −1 for noise, which belongs to no cluster.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="images">[N, d].</param>
    /// <param name="confidences">N confidences as <see cref="Labelling.ClusterNamer"/> gives them.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is out of range.</exception>
    public static Health Measure(IReadOnlyList<int> labels, int clusterCount, Vectors images, IReadOnlyList<float> confidences)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusterCount, 1);
        if (confidences.Count != labels.Count)
        {
            throw new ArgumentException($"{confidences.Count} confidences do not fit {labels.Count} labels.", nameof(confidences));
        }

        Vectors unit = UnitRows.Of(images);
        ClusterCentres centres = ClusterCentres.Of(labels, clusterCount, unit);
        int[] used = [.. centres.Sizes.Where(size => size > 0)];
        return new Health(
            used.Length,
            used.DefaultIfEmpty(0).Min(),
            used.DefaultIfEmpty(0).Max(),
            clusterCount == 1 ? 1 : Entropy(used) / Math.Log(clusterCount),
            confidences.Count == 0 ? 0 : confidences.Sum(confidence => (double)confidence) / confidences.Count,
            used.Length < 2 ? 0 : Silhouette(labels, unit, centres))
        {
            Noise = labels.Count == 0 ? 0 : labels.Count(label => label == Partition.Noise) / (double)labels.Count,
        };
    }

    /// <summary>The same with the confidences of contract §2, for a partition that is not named.</summary>
    /// <param name="partition">N labels and, where the method has them, probabilities.</param>
    /// <param name="images">[N, d].</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is out of range.</exception>
    public static Health Measure(Partition partition, Vectors images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partition);
        ArgumentNullException.ThrowIfNull(images);
        Vectors unit = UnitRows.Of(images);
        ClusterCentres centres = ClusterCentres.Of(partition.Labels, partition.ClusterCount, unit);
        return Measure(partition.Labels, partition.ClusterCount, unit, ImageConfidence.Of(partition, unit, centres, cancellationToken).Largest);
    }

    private static double Entropy(int[] sizes)
    {
        double all = sizes.Sum(size => (double)size);
        return -sizes.Sum(size => size / all * Math.Log(size / all));
    }

    /// <summary>Mean over the images of (b − a) / max(a, b): a is the cosine distance to the own centre, b to the nearest other one. 0 for an image alone in its cluster.</summary>
    /// <remarks>Source: E. R. Hruschka, L. N. de Castro, R. J. G. B. Campello, "Evolutionary algorithms for clustering gene-expression data", ICDM 2004 (simplified silhouette).</remarks>
    private static double Silhouette(IReadOnlyList<int> labels, Vectors images, ClusterCentres centres)
    {
        double[] values = new double[labels.Count];
        Parallel.For(0, labels.Count, () => new double[centres.Sizes.Count], (row, _, cosines) =>
        {
            values[row] = labels[row] == Partition.Noise || centres.Sizes[labels[row]] == 1 ? 0 : OfImage(labels[row], images[row], centres, cosines);
            return cosines;
        }, _ => { });
        return values.Sum() / centres.Sizes.Sum(size => (long)size);
    }

    private static double OfImage(int label, ReadOnlySpan<float> image, ClusterCentres centres, double[] cosines)
    {
        centres.Cosines(image, cosines);
        double nearest = double.NegativeInfinity;
        for (int cluster = 0; cluster < cosines.Length; cluster++)
        {
            nearest = cluster != label && cosines[cluster] > nearest ? cosines[cluster] : nearest;   // false for NaN
        }

        double own = Math.Max(0, 1 - cosines[label]), other = Math.Max(0, 1 - nearest), larger = Math.Max(own, other);
        return larger == 0 ? 0 : (other - own) / larger;
    }
}
