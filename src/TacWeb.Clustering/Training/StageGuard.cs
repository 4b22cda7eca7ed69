namespace TacWeb.Clustering.Training;

/// <summary>Whether a later stage of a method has collapsed, so that the stage before it is the result.</summary>
internal static class StageGuard
{
    /// <summary>How much lower the entropy of the shares may be.</summary>
    public const double Slack = 0.05;

    /// <summary>No fewer clusters used than before, and the entropy of their shares not lower by more than a slack.</summary>
    public static bool Holds(IReadOnlyList<int> before, IReadOnlyList<int> after, int clusters, double slack = Slack) =>
        after.Distinct().Count() >= before.Distinct().Count() && Entropy(after, clusters) >= Entropy(before, clusters) - slack;

    /// <summary>The same, and a sentence for the user where it does not hold.</summary>
    /// <param name="context">Gets the sentence.</param>
    /// <param name="stage">The later stage as people call it: <c>self-labelling</c>.</param>
    /// <param name="before">Labels before it.</param>
    /// <param name="after">Labels after it.</param>
    /// <param name="clusters">K.</param>
    public static bool Holds(FitContext context, string stage, IReadOnlyList<int> before, IReadOnlyList<int> after, int clusters)
    {
        bool holds = Holds(before, after, clusters);
        if (!holds)
        {
            int used = after.Distinct().Count(), had = before.Distinct().Count();
            string why = used < had ? $"only {used} of the {had} clusters were left" : "the clusters became much more uneven";
            context.Warn($"The result is that before {stage}: after it {why}.");
        }

        return holds;
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
}
