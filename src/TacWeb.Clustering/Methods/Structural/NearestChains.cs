using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>JULE's first clusters: chains in which each row is followed by its nearest row.</summary>
internal static class NearestChains
{
    private const int Longest = 50;

    /// <summary>Labels from 0 on: a chain ends at a row that has a cluster, and joins it, or after 50 rows.</summary>
    public static int[] Of(Neighbours nearest)
    {
        int[] labels = new int[nearest.Count];
        Array.Fill(labels, -1);
        int clusters = 0;
        for (int start = 0; start < labels.Length; start++)
        {
            List<int> chain = [];
            HashSet<int> seen = [];
            int row = start;
            while (labels[row] < 0 && chain.Count < Longest && seen.Add(row))
            {
                chain.Add(row);
                row = nearest[row][0];
            }

            int label = labels[row] >= 0 ? labels[row] : clusters++;
            chain.ForEach(member => labels[member] = label);
            clusters = Math.Max(clusters, label + 1);
        }

        return labels;
    }
}
