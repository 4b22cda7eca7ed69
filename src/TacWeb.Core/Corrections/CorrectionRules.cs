namespace TacWeb.Core.Corrections;

/// <summary>Which edits are taken: what a person asked for must fit the clustering as it is now.</summary>
public static class CorrectionRules
{
    /// <summary>Longest name of a cluster.</summary>
    public const int LongestName = 100;

    /// <summary>Most parts of a split.</summary>
    public const int MostParts = 50;

    /// <summary>Checks an edit against the clustering that it is to be done on.</summary>
    /// <param name="replay">The clustering as it is now.</param>
    /// <param name="correction">The edit.</param>
    /// <exception cref="TacWebException">It does not fit; the message says why.</exception>
    public static void Check(CorrectionReplay replay, Correction correction)
    {
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(correction);
        if (correction.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl)))
        {
            throw new TacWebException($"A cluster's name has 1 to {LongestName} characters, and none that control.");
        }

        if (correction.Cluster is { } cluster && !replay.Has(cluster))
        {
            throw new TacWebException($"There is no cluster {cluster}.");
        }

        string? mistake = correction.Kind switch
        {
            CorrectionKind.Move or CorrectionKind.Noise => Images(replay, correction.Images),
            CorrectionKind.Merge => Merge(replay, correction),
            CorrectionKind.Split => Split(replay, correction),
            CorrectionKind.Rename => correction.Cluster is null || correction.Name is null ? "A rename names a cluster and its new name." : null,
            _ => "There is no such correction.",
        };
        if (mistake is not null)
        {
            throw new TacWebException(mistake);
        }
    }

    private static string? Images(CorrectionReplay replay, IReadOnlyList<string> images) =>
        images.Count == 0 ? "No image is named." : images.All(replay.HasImage) ? null : "An image is named that the run does not have.";

    private static string? Merge(CorrectionReplay replay, Correction correction) =>
        correction.Cluster is not { } into || correction.Merged.Count == 0 || correction.Merged.Contains(into) || correction.Merged.Distinct().Count() != correction.Merged.Count
            ? "A merge names the cluster that stays and one or more others."
            : correction.Merged.All(replay.Has) ? null : "A merge names a cluster that is not there.";

    private static string? Split(CorrectionReplay replay, Correction correction) =>
        correction.Cluster is not { } cluster || correction.Parts.Count is < 2 or > MostParts || correction.Parts.Any(part => part.Count == 0)
            ? $"A split has 2 to {MostParts} parts, none of them empty."
            : correction.Parts.All(part => part.All(hash => replay.IsIn(hash, cluster))) ? null : "A split names an image that is not in the cluster.";
}
