using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Projection;

public class FuzzyGraphTests
{
    [Fact]
    public void Memberships_add_up_to_the_logarithm_and_the_nearest_belongs_wholly()
    {
        float[] distances = [0.1f, 0.15f, 0.2f, 0.3f, 0.31f, 0.4f, 0.6f, 0.61f], members = new float[8];
        FuzzyGraph.Memberships(distances, 0.3, members);
        Assert.Equal(1, members[0]);
        Assert.Equal(3, members.Sum(), 1e-3f);
        Assert.Equal(members.OrderDescending(), members);
    }

    [Fact]
    public void The_graph_is_the_fuzzy_union_of_both_directions()
    {
        Vectors rows = MadeData.Blobs(80, 8, 2, seed: 4, noise: 0.3);
        NeighbourTable neighbours = NeighbourTable.Exact(rows, 6, default);
        double[,] one = new double[80, 80];
        float[] members = new float[6];
        double mean = Enumerable.Range(0, 80).Average(row => neighbours.Distances(row).ToArray().Average());
        for (int row = 0; row < 80; row++)
        {
            FuzzyGraph.Memberships(neighbours.Distances(row), mean, members);
            for (int j = 0; j < 6; j++)
            {
                one[row, neighbours.Rows(row)[j]] = members[j];
            }
        }

        FuzzyGraph graph = FuzzyGraph.Of(neighbours);
        double[,] found = new double[80, 80];
        for (int row = 0; row < 80; row++)
        {
            for (int place = graph.Starts[row]; place < graph.Starts[row + 1]; place++)
            {
                found[row, graph.Columns[place]] = graph.Weights[place];
            }
        }

        for (int i = 0; i < 80; i++)
        {
            for (int j = 0; j < 80; j++)
            {
                Assert.Equal(one[i, j] + one[j, i] - (one[i, j] * one[j, i]), found[i, j], 1e-5);
            }
        }
    }

    [Fact]
    public void A_graph_of_far_groups_is_not_connected()
    {
        Assert.False(StartLayout.IsConnected(FuzzyGraph.Of(NeighbourTable.Exact(MadeData.Blobs(60, 32, 2, seed: 4, noise: 0.02), 5, default))));
        Assert.True(StartLayout.IsConnected(FuzzyGraph.Of(NeighbourTable.Exact(MadeData.Blobs(60, 4, 1, seed: 4, noise: 0.3), 20, default))));
    }
}
