using System.Numerics.Tensors;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Training;

/// <summary>The partition of trained heads: the arg-max of their values. Clusters that nobody joins come last, so used ones are numbered from 0.</summary>
internal static class SoftPartition
{
    /// <param name="values">Probabilities or scores [N, K], row-major; taken over.</param>
    /// <param name="clusters">K.</param>
    /// <param name="assigner">The layers that gave them.</param>
    /// <param name="history">One report an epoch.</param>
    /// <param name="soft">Whether the values are probabilities.</param>
    public static Partition Of(float[] values, int clusters, IOrderedAssigner assigner, IReadOnlyList<EpochReport> history, bool soft = true)
    {
        (values, int[] order) = UsedFirst(values, clusters);
        assigner = order.SequenceEqual(Enumerable.Range(0, clusters)) ? assigner : assigner.Reorder(order);
        return new Partition
        {
            Labels = Labels(values, clusters),
            ClusterCount = clusters,
            Soft = soft ? new Probabilities(clusters, values) : null,
            Assigner = assigner,
            History = history,
        };
    }

    /// <summary>The partition of a network that cannot place new images.</summary>
    /// <param name="values">Probabilities [N, K], row-major; taken over.</param>
    /// <param name="clusters">K.</param>
    /// <param name="history">One report an epoch.</param>
    public static Partition Of(float[] values, int clusters, IReadOnlyList<EpochReport> history)
    {
        (values, _) = UsedFirst(values, clusters);
        return new Partition { Labels = Labels(values, clusters), ClusterCount = clusters, Soft = new Probabilities(clusters, values), History = history };
    }

    /// <summary>The values with unused clusters' columns last, and the order: new cluster c is old cluster order[c].</summary>
    public static (float[] Values, int[] Order) UsedFirst(float[] values, int clusters)
    {
        int[] order = Order(Labels(values, clusters), clusters);
        return (order.SequenceEqual(Enumerable.Range(0, clusters)) ? values : Columns(values, order), order);
    }

    /// <summary>The arg-max of each row; the first of equals.</summary>
    public static int[] Labels(float[] values, int clusters) =>
        [.. Enumerable.Range(0, values.Length / clusters).Select(row => TensorPrimitives.IndexOfMax<float>(values.AsSpan(row * clusters, clusters)))];

    /// <summary>Used clusters, then unused ones, each ascending.</summary>
    public static int[] Order(IReadOnlyList<int> labels, int clusters)
    {
        HashSet<int> used = [.. labels];
        return [.. Enumerable.Range(0, clusters).OrderBy(cluster => used.Contains(cluster) ? 0 : 1)];
    }

    private static float[] Columns(float[] values, int[] order)
    {
        float[] moved = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            moved[i] = values[i - (i % order.Length) + order[i % order.Length]];
        }

        return moved;
    }
}
