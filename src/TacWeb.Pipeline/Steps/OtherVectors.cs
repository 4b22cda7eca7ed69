using TacWeb.Clustering;

namespace TacWeb.Pipeline.Steps;

/// <summary>What a run has beside the vectors of its pictures.</summary>
/// <param name="Views">Augmented looks, or null.</param>
/// <param name="ViewsKey">Hash of everything that determines them.</param>
/// <param name="Second">Vectors by a second encoder, or null.</param>
internal sealed record OtherVectors(AugmentedViews? Views, string ViewsKey, ImageRows? Second)
{
    /// <summary>Neither.</summary>
    public static OtherVectors None { get; } = new(null, "", null);

    /// <summary>Hashes of those that a method reads.</summary>
    public IEnumerable<string> Keys(ClusteringMethod method)
    {
        if (Views is not null && method.Takes(MethodNeeds.Views))
        {
            yield return $"views {ViewsKey}";
        }

        if (Second is { } rows && method.Takes(MethodNeeds.OtherViews))
        {
            yield return $"second {rows.Key}";
        }
    }
}
