using TacWeb.Core.Evaluation;

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

    /// <summary>H(shares)/log K; 1 for K = 1.</summary>
    public static double Entropy(IReadOnlyList<int> labels, int clusters)
    {
        if (clusters == 1)
        {
            return 1;
        }

        double[] shares = [.. labels.CountBy(label => label).Select(pair => (double)pair.Value / labels.Count)];
        return -shares.Sum(share => share * Math.Log(share)) / Math.Log(clusters);
    }

    /// <summary>Guard: no fewer clusters used than before, and the entropy of their shares not lower by more than 0.05.</summary>
    public static bool Guard(IReadOnlyList<int> before, IReadOnlyList<int> after, int clusters) =>
        after.Distinct().Count() >= before.Distinct().Count() && Entropy(after, clusters) >= Entropy(before, clusters) - 0.05;

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
