using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Tests.Evaluation;

public sealed class MeanJaccardTests
{
    [Fact]
    public void The_same_clusters_under_other_numbers_are_one() => Assert.Equal(1, MeanJaccard.Of([0, 0, 1, 2], [5, 5, 3, 9]));

    [Fact]
    public void Each_cluster_counts_the_same_however_large()
    {
        // {0…5} is kept but for one row (5/6); {6, 7} comes back as {5, 6, 7} (2/3)
        int[] first = [0, 0, 0, 0, 0, 0, 1, 1], second = [0, 0, 0, 0, 0, 1, 1, 1];
        Assert.Equal(((5 / 6.0) + (2 / 3.0)) / 2, MeanJaccard.Of(first, second), 1e-12);
        Assert.Equal(MeanJaccard.Of(first, second), MeanJaccard.Of(second, first), 1e-12);
    }

    [Fact]
    public void Unlike_numbers_of_clusters_are_read_from_both_sides() => Assert.Equal((0.5 + 0.5) / 2, MeanJaccard.Of([0, 0, 0, 0], [0, 0, 1, 1]), 1e-12);

    [Fact]
    public void Other_images_cannot_be_compared() => Assert.Throws<ArgumentException>(() => MeanJaccard.Of([0, 1], [0]));
}
