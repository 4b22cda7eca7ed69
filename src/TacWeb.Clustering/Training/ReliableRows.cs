namespace TacWeb.Clustering.Training;

/// <summary>Rows whose label can be trusted: their neighbours share it and their head is sure (methods §2.6, SPICE step 3; §4.11-9).</summary>
internal static class ReliableRows
{
    /// <summary>The trusted rows, ascending; per cluster at most the median number of them, most confident first.</summary>
    /// <param name="neighbours">Nearest rows of each row.</param>
    /// <param name="soft">[N, K] probabilities.</param>
    /// <param name="clusters">K.</param>
    /// <param name="share">Least share of the neighbours with the row's label.</param>
    /// <param name="threshold">Probability that the label must exceed.</param>
    public static int[] Of(Neighbours neighbours, float[] soft, int clusters, double share, double threshold)
    {
        int[] labels = SoftPartition.Labels(soft, clusters);
        float Confidence(int row) => soft[(row * clusters) + labels[row]];
        int[][] each = [.. Enumerable.Range(0, labels.Length)
            .Where(row => Confidence(row) > threshold && Agreement(neighbours[row], labels, labels[row]) >= share)
            .GroupBy(row => labels[row])
            .Select(group => group.OrderByDescending(Confidence).ThenBy(row => row).ToArray())];
        int[] counts = [.. each.Select(rows => rows.Length).Concat(Enumerable.Repeat(0, clusters - each.Length)).Order()];
        int most = counts[counts.Length / 2];
        return [.. each.SelectMany(rows => rows.Take(most)).Order()];
    }

    private static double Agreement(ReadOnlySpan<int> neighbours, int[] labels, int label)
    {
        int same = 0;
        foreach (int row in neighbours)
        {
            same += labels[row] == label ? 1 : 0;
        }

        return (double)same / neighbours.Length;
    }
}
