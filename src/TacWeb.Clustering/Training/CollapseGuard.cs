namespace TacWeb.Clustering.Training;

/// <summary>Notices when training gave up clusters that its start had.</summary>
internal static class CollapseGuard
{
    private const double Fall = 0.5;

    /// <summary>Whether fewer clusters are used than before, or their entropy fell by half; then the user is told that the start is the result.</summary>
    /// <param name="before">Labels of the start.</param>
    /// <param name="after">Labels of the end.</param>
    /// <param name="clusters">K.</param>
    /// <param name="context">Hears the sentence.</param>
    public static bool Trips(IReadOnlyList<int> before, IReadOnlyList<int> after, int clusters, FitContext context)
    {
        (int[] start, int[] end) = (Sizes(before, clusters), Sizes(after, clusters));
        (int had, int has) = (start.Count(size => size > 0), end.Count(size => size > 0));
        if (has >= had && Entropy(end) >= Fall * Entropy(start))
        {
            return false;
        }

        context.Warn($"Training collapsed: {has} of {clusters} clusters stayed in use, {had} were before it. The clustering before it is the result.");
        return true;
    }

    private static int[] Sizes(IReadOnlyList<int> labels, int clusters)
    {
        int[] sizes = new int[clusters];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        return sizes;
    }

    private static double Entropy(int[] sizes)
    {
        double all = sizes.Sum();
        return sizes.Where(size => size > 0).Sum(size => -size / all * Math.Log(size / all));
    }
}
