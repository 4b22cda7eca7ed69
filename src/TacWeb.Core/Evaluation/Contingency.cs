namespace TacWeb.Core.Evaluation;

/// <summary>How often each class meets each cluster. Only cells that are not 0 are kept, in row-major order.</summary>
internal sealed class Contingency
{
    private Contingency(long count, long[] classSizes, long[] clusterSizes, Cell[] cells) =>
        (Count, ClassSizes, ClusterSizes, Cells) = (count, classSizes, clusterSizes, cells);

    /// <summary>N.</summary>
    public long Count { get; }

    /// <summary>Images in each class, classes by ascending label.</summary>
    public IReadOnlyList<long> ClassSizes { get; }

    /// <summary>Images in each cluster, clusters by ascending label.</summary>
    public IReadOnlyList<long> ClusterSizes { get; }

    /// <summary>The cells that are not 0.</summary>
    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>Counts two labelings of the same images.</summary>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static Contingency Of(IReadOnlyList<int> truth, IReadOnlyList<int> clusters)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(clusters);
        if (truth.Count != clusters.Count || truth.Count == 0)
        {
            throw new ArgumentException($"{truth.Count} true labels and {clusters.Count} clusters cannot be compared.");
        }

        Dictionary<int, int> classPlaces = Places(truth), clusterPlaces = Places(clusters);
        long[] classSizes = new long[classPlaces.Count], clusterSizes = new long[clusterPlaces.Count];
        Dictionary<(int Class, int Cluster), long> counts = [];
        for (int i = 0; i < truth.Count; i++)
        {
            (int Class, int Cluster) cell = (classPlaces[truth[i]], clusterPlaces[clusters[i]]);
            classSizes[cell.Class]++;
            clusterSizes[cell.Cluster]++;
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        Cell[] cells = [.. counts.OrderBy(entry => entry.Key).Select(entry => new Cell(entry.Key.Class, entry.Key.Cluster, entry.Value))];
        return new Contingency(truth.Count, classSizes, clusterSizes, cells);
    }

    private static Dictionary<int, int> Places(IReadOnlyList<int> labels)
    {
        Dictionary<int, int> places = [];
        foreach (int label in new SortedSet<int>(labels))
        {
            places.Add(label, places.Count);
        }

        return places;
    }

    /// <summary>One cell.</summary>
    /// <param name="Class">Place of the class.</param>
    /// <param name="Cluster">Place of the cluster.</param>
    /// <param name="Count">Images in both, at least 1.</param>
    internal readonly record struct Cell(int Class, int Cluster, long Count);
}
