using TacWeb.Clustering.ClusterCount;

namespace TacWeb.Clustering.Tests.ClusterCount;

public class SilhouetteTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Well_separated_blobs_are_counted(int blobs)
    {
        ClusterCountChoice choice = new Silhouette().Choose(new ClusterInput(MadeData.Blobs(400, 24, blobs, seed: 2, noise: 0.05)), new FitContext(0));
        Assert.Equal(blobs, choice.ClusterCount);
        Assert.Equal(Enumerable.Range(2, 19), choice.Scores.Select(score => score.ClusterCount));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 2)]
    public void Small_sets_have_a_fixed_answer(int count, int expected) =>
        Assert.Equal(expected, new Silhouette().Choose(new ClusterInput(MadeData.Blobs(count, 8, 2, seed: 1)), new FitContext(0)).ClusterCount);

    [Fact]
    public void The_range_ends_at_a_third_of_the_images() =>
        Assert.Equal(6, new Silhouette().Choose(new ClusterInput(MadeData.Blobs(20, 8, 3, seed: 1)), new FitContext(0)).Scores[^1].ClusterCount);

    [Fact]
    public void The_mean_follows_the_definition()
    {
        // Points 0, 1 | 10 on a line: s = (9.5... by hand) a0 = 1, b0 = 10; a1 = 1, b1 = 9; the lonely point counts 0.
        float[] distances = [0, 1, 10, 1, 0, 9, 10, 9, 0];
        Assert.Equal((0.9 + (8.0 / 9)) / 3, Silhouette.Mean(distances, [0, 0, 1], 2), 1e-9);
        Assert.Equal(0, Silhouette.Mean(distances, [0, 0, 0], 1));
    }

    [Fact]
    public void No_images_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Silhouette().Choose(new ClusterInput(MadeData.Blobs(1, 8, 1, 1).Take([])), new FitContext(0)));
}
