namespace TacWeb.Pipeline.Explore;

/// <summary>Names in a second language that an export carries beside the English ones.</summary>
/// <param name="Language">Tag of the language, for example <c>zh-CN</c>.</param>
/// <param name="Clusters">Name of each cluster by its id.</param>
/// <param name="Concepts">Lemmas of the concepts of each cluster by its id, best first; none for clusters that corrections made.</param>
public sealed record ExportNames(string Language, IReadOnlyDictionary<int, string> Clusters, IReadOnlyDictionary<int, IReadOnlyList<string>> Concepts)
{
    /// <summary>The name of a cluster; empty for noise.</summary>
    /// <param name="cluster">The cluster's id.</param>
    public string NameOf(int cluster) => Clusters.GetValueOrDefault(cluster, "");
}
