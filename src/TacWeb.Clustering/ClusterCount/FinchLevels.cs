using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>The levels of FINCH: images joined to their first neighbours, the groups' means again, and so on, without any parameter (methods §4.4).</summary>
/// <remarks>
/// Rows i and j are joined when j is i's nearest row, i is j's, or both have the same; components are groups; repeated on the unit means. The curve has one point a level: the simplified silhouette of its groups
/// (own mean against the next one, cosine). The best level between 2 and the largest candidate is the choice; the curve's points are no candidates but levels.
/// <para>Source: Sarfraz, Sharma and Stiefelhagen, "Efficient Parameter-free Clustering Using First Neighbor Relations", CVPR 2019; by memory, no code read.</para>
/// </remarks>
public sealed class FinchLevels : SampledRule
{
    /// <inheritdoc/>
    public override string Key => "finch";

    /// <inheritdoc/>
    public override string Name => "FINCH levels";

    /// <inheritdoc/>
    public override string Idea => "joins images to their nearest ones, then groups to their nearest ones, and reads off how many there are at each level.";

    internal override ClusterCountCurve Judge(CountSample sample)
    {
        List<ClusterCountScore> scores = [];
        foreach (int[] labels in Levels(sample.Rows, sample.Token))
        {
            int k = labels.Max() + 1;
            if (k >= 2)
            {
                scores.Add(new ClusterCountScore(k, SimplifiedSilhouette(sample.Rows, labels, k)));
            }
        }

        scores.Reverse(); // ascending in K
        ClusterCountScore[] within = [.. scores.Where(score => score.ClusterCount <= sample.Candidates[^1])];
        string levels = string.Join(", ", scores.Select(score => score.ClusterCount));
        int best = within.Length > 0 ? within.MaxBy(score => score.Score).ClusterCount : sample.Candidates[^1];
        return new ClusterCountCurve(Key, Name, best, scores.Count == 0 ? "FINCH: all images fall together at once." : $"FINCH: joining first neighbours leaves {levels} groups, clearest at {best}.", within);
    }

    /// <summary>The labels of every level, finest first; the last has more than one group, or is the only one.</summary>
    internal static List<int[]> Levels(Vectors rows, CancellationToken cancellationToken)
    {
        List<int[]> levels = [];
        Vectors means = rows;
        int[] labels = [.. Enumerable.Range(0, rows.Count)];
        while (means.Count > 2)
        {
            int[] joined = Join(Neighbours.Find(means, 1, cancellationToken));
            int groups = joined.Max() + 1;
            labels = [.. labels.Select(label => joined[label])];
            if (groups < 2 || groups == means.Count)
            {
                break;
            }

            levels.Add(labels);
            means = ClusterCentres.Of(labels, groups, rows).AsVectors("means");
        }

        return levels;
    }

    /// <summary>Components of the first-neighbour links, numbered by their first row.</summary>
    private static int[] Join(Neighbours nearest)
    {
        Islands islands = new(nearest.Count);
        for (int row = 0; row < nearest.Count; row++)
        {
            islands.Join(row, nearest[row][0]); // one link joins both directions and all who share a first neighbour
        }

        Dictionary<int, int> numbers = [];
        int[] labels = new int[nearest.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            int root = islands.Find(row);
            numbers.TryAdd(root, numbers.Count);
            labels[row] = numbers[root];
        }

        return labels;
    }

    private static double SimplifiedSilhouette(Vectors rows, int[] labels, int k) => Core.Evaluation.PartitionHealth.Measure(labels, k, rows, new float[rows.Count]).Silhouette;
}
