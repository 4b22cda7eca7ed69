using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Graphs;

public class MutualGraphTests
{
    [Fact]
    public void Only_mutual_neighbours_are_joined_and_outliers_get_their_strongest_edge()
    {
        // 0, 1, 2 name each other; 3 names 0 and 1, whom nobody of them names back
        Neighbours lists = Neighbours.Of(4, 2, [1, 2, 0, 2, 0, 1, 0, 1]);
        SparseGraph graph = MutualGraph.Of(lists, [0.9f, 0.8f, 0.9f, 0.7f, 0.8f, 0.7f, 0.2f, 0.3f], clusters: 1);
        Assert.Equal([1, 2, 0, 2, 3, 0, 1, 1], graph.Columns);
        Assert.Equal(0.7f, graph.Weights[^1]); // 3 to 1, raised to the weakest mutual edge
    }

    [Fact]
    public void No_more_islands_than_clusters_are_left_where_edges_lead_out()
    {
        Vectors rows = MadeData.Blobs(200, 16, 10, seed: 5, noise: 0.25);
        SparseGraph graph = MutualGraph.Of(rows, 8, clusters: 2, cosine => cosine, 0, default);
        graph.Components(out int islands);
        Assert.InRange(islands, 1, 2);
    }

    [Fact]
    public void Every_row_of_a_small_set_may_stay_alone_where_K_is_N()
    {
        Neighbours lists = Neighbours.Of(3, 1, [1, 0, 0]);
        MutualGraph.Of(lists, [0, 0, 0], clusters: 3).Components(out int islands);
        Assert.Equal(3, islands);
    }
}
