namespace TacWeb.Components.Runs;

/// <summary>A general term with the clusters and narrower terms below it.</summary>
/// <param name="Term">The term; terms with nothing else below them are joined: <c>food › fruit</c>.</param>
/// <param name="Clusters">Clusters whose concept is this term.</param>
/// <param name="Below">Narrower terms, with more images first.</param>
public sealed record ClusterTreeNode(string Term, IReadOnlyList<ClusterView> Clusters, IReadOnlyList<ClusterTreeNode> Below)
{
    /// <summary>Images in all clusters at and below it.</summary>
    public int Images => Clusters.Sum(cluster => cluster.Size) + Below.Sum(node => node.Images);

    /// <summary>Clusters at and below it.</summary>
    public int Count => Clusters.Count + Below.Sum(node => node.Count);

    /// <summary>Clusters under the WordNet hypernyms of their naming concepts; those without stand apart.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="all">The term over all where they have nothing in common.</param>
    /// <param name="without">The term of those without a concept.</param>
    public static ClusterTreeNode Of(IReadOnlyList<ClusterView> clusters, string all, string without)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        (string[] Path, ClusterView Cluster)[] placed = [.. clusters.Select(cluster => (PathOf(cluster, without), cluster))];
        ClusterTreeNode root = Fold(Build("", placed, 0));
        return root.Term.Length > 0 ? root : root with { Term = all };
    }

    private static string[] PathOf(ClusterView cluster, string without) => cluster.Naming is { } concept
        ? [.. concept.Hypernyms.Reverse(), concept.Lemma]
        : [without];

    private static ClusterTreeNode Build(string term, IReadOnlyList<(string[] Path, ClusterView Cluster)> placed, int depth) => new(
        term,
        [.. placed.Where(place => place.Path.Length == depth).Select(place => place.Cluster).OrderByDescending(cluster => cluster.Size)],
        [.. placed.Where(place => place.Path.Length > depth).GroupBy(place => place.Path[depth]).Select(group => Build(group.Key, [.. group], depth + 1)).OrderByDescending(node => node.Images)]);

    private static ClusterTreeNode Fold(ClusterTreeNode node)
    {
        ClusterTreeNode[] below = [.. node.Below.Select(Fold)];
        return node.Clusters.Count == 0 && below is [var only] ? only with { Term = node.Term.Length == 0 ? only.Term : $"{node.Term} › {only.Term}" } : node with { Below = below };
    }
}
