using TacWeb.Clustering;
using TacWeb.Core.Runs;

namespace TacWeb.Pipeline.Steps;

/// <summary>A fit and what the user is told about it: the method's own sentences, those of its context, and the collapse alarm.</summary>
internal static class GuardedFit
{
    /// <summary>Fits.</summary>
    public static Partition Run(ClusteringMethod method, ClustererOptions options, ClusterInput input, FitContext context, CancellationToken cancellationToken)
    {
        Partition partition = method.Create(options).Fit(input, context, cancellationToken);
        IEnumerable<string> alarm = CollapseAlarm.Of(partition) is { } sentence ? [sentence] : [];
        return partition with { Warnings = [.. partition.Warnings.Concat(context.Warnings).Concat(alarm).Distinct()] };
    }
}
