using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Projection;

public class NeighbourDescentTests
{
    [Fact]
    public void Nearly_all_true_neighbours_are_found_nearest_first()
    {
        Vectors rows = MadeData.Blobs(3000, 32, 6, seed: 2, noise: 0.3);
        NeighbourTable exact = NeighbourTable.Exact(rows, 15, default), found = NeighbourDescent.Find(rows, 15, 0, default);
        int hits = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            int[] others = found.Rows(row).ToArray();
            hits += others.Intersect(exact.Rows(row).ToArray()).Count();
            Assert.DoesNotContain(row, others);
            Assert.Equal(15, others.Distinct().Count());
            float[] distances = found.Distances(row).ToArray();
            Assert.Equal(distances.Order(), distances);
            Assert.Equal(NeighbourTable.Distance(rows[row], rows[others[4]]), distances[4], 1e-6f);
        }

        Assert.InRange(hits / 45000.0, 0.93, 1);
    }

    [Fact]
    public void Offers_in_any_order_leave_the_same_lists()
    {
        (int, int, float)[] offers = [.. from i in Enumerable.Range(0, 30) from j in Enumerable.Range(0, i) select (i, j, (i * j % 7) / 7f)];
        NearestLists forward = new(30, 5), backward = new(30, 5);
        foreach ((int first, int second, float distance) in offers)
        {
            forward.Offer(first, second, distance);
        }

        foreach ((int first, int second, float distance) in offers.Reverse().Concat(offers))
        {
            backward.Offer(second, first, distance);
        }

        Assert.Equal(forward.Rows, backward.Rows);
        Assert.Equal(forward.Distances, backward.Distances);
    }

    [Fact]
    public void Each_row_is_in_one_leaf_of_a_tree_and_equal_rows_end_too()
    {
        Vectors equal = MadeData.Blobs(1, 8, 1, seed: 1).Take(new int[500]);
        foreach (Vectors rows in new[] { equal, MadeData.Blobs(500, 8, 3, seed: 1) })
        {
            List<int[]> leaves = RandomTrees.Grow(rows, 20, 0, 1);
            Assert.All(leaves, leaf => Assert.InRange(leaf.Length, 1, 20));
            Assert.Equal(Enumerable.Range(0, 500), leaves.SelectMany(leaf => leaf).Order());
        }
    }
}
