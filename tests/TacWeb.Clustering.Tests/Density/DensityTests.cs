using TacWeb.Clustering.Density;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Density;

public class DensityTests
{
    private static readonly Vectors Rows = new("made", 3, unit: false, MadeData.Normal(3 * 60, 8, 1));

    [Fact]
    public void Core_distances_are_those_of_sorted_distances()
    {
        float[] core = CoreDistances.Of(new ColumnDistances(Rows), 4, default);
        for (int row = 0; row < 60; row++)
        {
            Assert.Equal(Enumerable.Range(0, 60).Select(other => Distance(row, other)).Order().ElementAt(4), core[row], 1e-5); // the row itself stands first
        }
    }

    [Fact]
    public void The_spanning_tree_is_as_light_as_Kruskals()
    {
        float[] core = CoreDistances.Of(new ColumnDistances(Rows), 4, default);
        (int First, int Second, float Reach)[] edges = ReachabilityTree.Of(new ColumnDistances(Rows), core, default);
        Assert.Equal(59, edges.Length);
        Assert.Equal(edges.Select(edge => edge.Reach).Order(), edges.Select(edge => edge.Reach));
        int[] island = [.. Enumerable.Range(0, 60)];
        double total = 0;
        foreach ((int a, int b, double reach) in Enumerable.Range(0, 60).SelectMany(a => Enumerable.Range(0, a).Select(b => (a, b, Math.Max(Distance(a, b), Math.Max(core[a], core[b]))))).OrderBy(edge => edge.Item3))
        {
            if (island[a] != island[b])
            {
                (int from, int to) = (island[a], island[b]);
                island = [.. island.Select(own => own == from ? to : own)];
                total += reach;
            }
        }

        Assert.Equal(total, edges.Sum(edge => (double)edge.Reach), 1e-4);
    }

    [Fact]
    public void The_condensed_tree_and_its_stabilities_follow_the_definition()
    {
        // rows 0 1 2 at reach 1, rows 3 4 5 at reach 0.5, joined at reach 4; row 6 comes at reach 8
        (int, int, float)[] edges = [(3, 4, 0.5f), (4, 5, 0.5f), (0, 1, 1), (1, 2, 1), (2, 3, 4), (6, 0, 8)];
        CondensedTree tree = CondensedTree.Of(7, edges, least: 3);
        Assert.Equal([-1, 0, 0], tree.Parents);
        Assert.Equal([0, 0.25, 0.25], tree.Births);
        int first = tree.Clusters[0], second = tree.Clusters[3];
        Assert.Equal(3 * (1 - 0.25), tree.Stabilities[first], 1e-9);
        Assert.Equal(3 * (2 - 0.25), tree.Stabilities[second], 1e-9);
        Assert.Equal(0.125 + (6 * 0.25), tree.Stabilities[0], 1e-9); // row 6 leaves at 1/8, the others at 1/4
        (int[] labels, float[] confidences, int clusters) = ExcessOfMass.Labels(tree);
        Assert.Equal(2, clusters);
        Assert.Equal([0, 0, 0, 1, 1, 1, -1], labels);
        Assert.Equal([1, 1, 1, 1, 1, 1, 0], confidences);
    }

    [Fact]
    public void The_most_stable_clusters_are_chosen_leaves_first_and_never_the_root()
    {
        Assert.Equal([false, true, true, false, false], ExcessOfMass.Chosen([-1, 0, 0, 1, 1], [9, 5, 1, 2, 2]));
        Assert.Equal([false, false, true, true, true], ExcessOfMass.Chosen([-1, 0, 0, 1, 1], [9, 3, 1, 2, 2]));
        Assert.Equal([false, true, true, false, false], ExcessOfMass.Chosen([-1, 0, 0, 1, 1], [9, 4, 1, 2, 2])); // equal: the larger one
    }

    private static double Distance(int a, int b) => Math.Sqrt(Rows[a].ToArray().Zip(Rows[b].ToArray(), (x, y) => ((double)x - y) * (x - y)).Sum());
}
