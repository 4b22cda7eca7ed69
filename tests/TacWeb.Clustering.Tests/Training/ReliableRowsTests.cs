using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Tests.Training;

public class ReliableRowsTests
{
    private static readonly Neighbours Pairs = Neighbours.Of(6, 1, [1, 0, 3, 2, 5, 3]);

    [Fact]
    public void Sure_rows_whose_neighbours_agree_are_reliable()
    {
        // labels 0 0 1 1 1 0: row 4's neighbour 5 and row 5's neighbour 3 have other labels, row 1 is unsure
        float[] soft = [0.9f, 0.1f, 0.6f, 0.4f, 0.1f, 0.9f, 0.05f, 0.95f, 0.1f, 0.9f, 0.9f, 0.1f];
        Assert.Equal([0, 2, 3], ReliableRows.Of(Pairs, soft, 2, 1, 0.8));
    }

    [Fact]
    public void A_cluster_has_at_most_the_median_number_most_confident_first()
    {
        float[] soft = [0.9f, 0, 0.1f, 0.8f, 0, 0.2f, 0, 0.95f, 0.05f, 0, 0.85f, 0.15f, 0.1f, 0, 0.9f, 0.05f, 0, 0.95f];
        Neighbours alone = Neighbours.Of(6, 1, [0, 1, 2, 3, 4, 5]);
        Assert.Equal(6, ReliableRows.Of(alone, soft, 3, 1, 0.5).Length);
        soft[4] = 0.7f; // row 1 now belongs to cluster 1, which keeps its two surest
        soft[3] = 0.1f;
        Assert.Equal([0, 2, 3, 4, 5], ReliableRows.Of(alone, soft, 3, 1, 0.5));
    }
}
