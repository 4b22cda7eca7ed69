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
        (int had, int has) = (before.Distinct().Count(), after.Distinct().Count());
        if (has >= had && StageGuard.Entropy(after, clusters) >= Fall * StageGuard.Entropy(before, clusters))
        {
            return false;
        }

        context.Warn($"Training collapsed: {has} of {clusters} clusters stayed in use, {had} were before it. The clustering before it is the result.");
        return true;
    }
}
