using System.Numerics.Tensors;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Training;

public class NeighboursTests
{
    [Fact]
    public void By_Euclidean_distance_long_rows_are_far_away()
    {
        Vectors rows = new("made", 2, unit: false, new float[] { 1, 0, 1.5f, 0, 9, 1, 0.2f, 0 });
        Assert.Equal([1, 3, 2], Neighbours.Find(rows, 3, CancellationToken.None, euclidean: true)[0].ToArray());
        Assert.Equal(2, Neighbours.Find(rows, 3, CancellationToken.None)[0][0]);
    }

    [Theory]
    [InlineData(60, 5)]
    [InlineData(4300, 50)]
    public void They_are_the_exact_nearest_rows_without_the_row_itself(int count, int perRow)
    {
        Vectors rows = MadeData.Blobs(count, 24, 7, seed: 4, noise: 0.4);
        Neighbours neighbours = Neighbours.Find(rows, perRow, default);
        for (int row = 0; row < count; row += 37)
        {
            int[] found = neighbours[row].ToArray();
            float[] similarity = [.. Enumerable.Range(0, count).Select(other => TensorPrimitives.Dot(rows[row], rows[other]))];
            float worst = found.Min(other => similarity[other]);
            Assert.DoesNotContain(row, found);
            Assert.Equal(perRow, found.Distinct().Count());
            Assert.InRange(Enumerable.Range(0, count).Count(other => other != row && similarity[other] > worst + 1e-6f), 0, perRow - 1);
            Assert.True(found.Zip(found.Skip(1)).All(pair => similarity[pair.First] >= similarity[pair.Second] - 1e-6f));
        }
    }

    [Fact]
    public void Of_equal_rows_the_lowest_numbers_are_taken()
    {
        Vectors equal = MadeData.Blobs(1, 8, 1, seed: 1).Take(new int[200]);
        Neighbours neighbours = Neighbours.Find(equal, 3, default);
        Assert.Equal([1, 2, 3], neighbours[0].ToArray());
        Assert.Equal([0, 1, 3], neighbours[2].ToArray());
        Assert.Equal([0, 1, 2], neighbours[199].ToArray());
    }

    [Fact]
    public void Two_rows_are_each_others_neighbour()
    {
        Neighbours neighbours = Neighbours.Find(MadeData.Blobs(2, 8, 2, seed: 1), 1, default);
        Assert.Equal([1, 0], [neighbours[0][0], neighbours[1][0]]);
    }

    [Fact]
    public void Batches_are_full_cover_each_row_at_most_once_and_draw_from_the_neighbours()
    {
        Vectors rows = MadeData.Blobs(50, 8, 3, seed: 1);
        Neighbours image = Neighbours.Find(rows, 4, default), text = Neighbours.Find(rows, 2, default);
        NeighbourBatches batches = new(image, text, 16, seed: 0);
        NeighbourBatch[] epoch = [.. batches.Epoch()];
        Assert.Equal(3, epoch.Length);
        int[] anchors = [.. epoch.SelectMany(batch => batch.Anchors)];
        Assert.Equal(48, anchors.Distinct().Count());
        Assert.All(epoch, batch => Assert.All(Enumerable.Range(0, 16), i =>
        {
            Assert.Contains(batch.ImageNeighbours[i], image[batch.Anchors[i]].ToArray());
            Assert.Contains(batch.TextNeighbours[i], text[batch.Anchors[i]].ToArray());
        }));
        Assert.NotEqual(anchors, batches.Epoch().SelectMany(batch => batch.Anchors));
    }
}
