using TacWeb.Clustering.Training;
using TacWeb.Core;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Training;

public class PictureShiftTests
{
    private static readonly Vectors Dot = new("dot", 25, unit: false, Enumerable.Range(0, 25).Select(i => i == 12 ? 1f : 0f).ToArray());

    [Fact]
    public void A_dot_moves_by_at_most_that_many_pixels_each_way()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] moved = TensorBridge.ToArray(new PictureShift(25, 1, new Random(3)).Rows(Dot, new int[200]));
        int[] places = [.. moved.Chunk(25).Select(picture => Array.IndexOf(picture, 1f)).Distinct().Order()];
        Assert.Equal([6, 7, 8, 11, 12, 13, 16, 17, 18], places);
        Assert.Equal(200, moved.Sum());
    }

    [Fact]
    public void What_leaves_the_picture_is_gone_and_what_comes_in_is_0()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Vectors full = new("full", 4, unit: false, new float[] { 1, 1, 1, 1 });
        float[] sums = [.. TensorBridge.ToArray(new PictureShift(4, 2, new Random(5)).Rows(full, new int[300])).Chunk(4).Select(picture => picture.Sum()).Distinct().Order()];
        Assert.Equal([0, 1, 2, 4], sums);
    }

    [Fact]
    public void Other_rows_than_square_pictures_are_refused() => Assert.Throws<TacWebException>(() => new PictureShift(32, 1, new Random(1)));
}
