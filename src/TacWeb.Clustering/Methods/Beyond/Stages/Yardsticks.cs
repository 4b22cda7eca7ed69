using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Label-free measures between the states of one run (methods §4.11).</summary>
internal static class Yardsticks
{
    /// <summary>a: mean adjusted Rand index over all pairs; 1 for one labelling alone.</summary>
    public static double Agreement(IReadOnlyList<IReadOnlyList<int>> labellings)
    {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < labellings.Count; i++)
        {
            for (int j = i + 1; j < labellings.Count; j++)
            {
                sum += Metrics.Score(labellings[i], labellings[j]).Ari;
                pairs++;
            }
        }

        return pairs == 0 ? 1 : sum / pairs;
    }

    /// <summary>Simplified silhouette by cosine: each row's own centre against the nearest other one, mean of (b − a)/max(a, b); O(N·K).</summary>
    public static double Silhouette(Vectors rows, IReadOnlyList<int> labels, int clusters)
    {
        ClusterCentres centres = ClusterCentres.Of(labels, clusters, rows);
        double[] cosines = new double[clusters];
        double total = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            centres.Cosines(rows[row], cosines);
            (double own, double other) = (1 - cosines[labels[row]], double.PositiveInfinity);
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                other = cluster == labels[row] || double.IsNaN(cosines[cluster]) ? other : Math.Min(other, 1 - cosines[cluster]);
            }

            total += double.IsInfinity(other) || Math.Max(own, other) <= 0 ? 0 : (other - own) / Math.Max(own, other);
        }

        return total / rows.Count;
    }

    /// <summary>Labels of <paramref name="other"/> renamed so that most agree with <paramref name="reference"/>: element c is the new name of cluster c.</summary>
    public static int[] Align(IReadOnlyList<int> reference, IReadOnlyList<int> other, int clusters)
    {
        double[] counts = new double[clusters * clusters];
        for (int i = 0; i < reference.Count; i++)
        {
            counts[(other[i] * clusters) + reference[i]]++;
        }

        return Hungarian.Maximize(counts, clusters, clusters);
    }
}
