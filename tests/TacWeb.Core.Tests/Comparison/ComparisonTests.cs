using TacWeb.Core.Comparison;
using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Tests.Comparison;

public class ComparisonTests
{
    private static readonly int[] First = [0, 0, 0, 1, 1, 1, 2, 2, -1];
    private static readonly int[] Second = [1, 1, 0, 0, 0, 0, 3, -1, 3];
    private static readonly string?[] Classes = ["cat", "cat", "cat", "dog", "dog", "dog", "owl", "owl", null];

    [Fact]
    public void Clusters_that_share_most_images_are_matched_and_the_counts_are_the_confusion()
    {
        ClusterAlignment alignment = ClusterAlignment.Of(First, 3, Second, 5);
        Assert.Equal([1, 0, 3], alignment.Matches);
        Assert.Equal([1, 0, 3, 2, 4], alignment.Order);
        Assert.Equal((2, 1, 3, 1), (alignment[0, 1], alignment[0, 0], alignment[1, 0], alignment[2, 3]));
        Assert.Equal(6, alignment.Shared);
        Assert.Equal(7, alignment.Counts.Sum());
    }

    [Fact]
    public void A_cluster_that_shares_no_image_is_matched_with_none() =>
        Assert.Equal([0, -1], ClusterAlignment.Of([0, 0, 1], 2, [0, 0, -1], 2).Matches);

    [Fact]
    public void The_difference_of_confusions_shows_where_images_of_a_class_went()
    {
        ClassConfusion confusion = ClassConfusion.Of(Classes, First, Second, ClusterAlignment.Of(First, 3, Second, 5))!;
        Assert.Equal(["cat", "dog", "owl"], confusion.Classes);
        Assert.Equal([(0, 1), (1, 0), (2, 3), (-1, 2), (-1, 4)], confusion.Columns);
        Assert.Equal([3, 0, 0, 0, 0, /* dog */ 0, 3, 0, 0, 0, /* owl */ 0, 0, 2, 0, 0], confusion.First);
        Assert.Equal([-1, 1, 0, 0, 0, /* dog */ 0, 0, 0, 0, 0, /* owl */ 0, 0, -1, 0, 0], confusion.Difference);
        Assert.Null(ClassConfusion.Of(new string?[9], First, Second, ClusterAlignment.Of(First, 3, Second, 5)));
    }

    [Fact]
    public void Runs_agree_on_images_that_all_put_into_aligned_clusters()
    {
        Consensus consensus = Consensus.Of([(First, 3), (Second, 5), (First, 3)]);
        Assert.Equal([3, 3, 2, 3, 3, 3, 3, 2, 0], consensus.Votes);
        Assert.Equal(6, consensus.Agreed);
        Assert.True(consensus.IsAgreed(0));
        Assert.False(consensus.IsAgreed(8));
    }

    [Fact]
    public void The_matrix_is_symmetric_and_has_the_scores_of_each_pair()
    {
        AgreementMatrix matrix = AgreementMatrix.Of([First, Second, [.. First.Select(label => 5 - label)]]);
        Scores pair = Metrics.Score(First, Second);
        Assert.Equal(1, matrix.Ari[0]);
        Assert.Equal(pair.Ari, matrix.Ari[1], 1e-12);
        Assert.Equal(matrix.Ari[1], matrix.Ari[3]);
        Assert.Equal(pair.Nmi, matrix.Nmi[3], 1e-12);
        Assert.Equal(1, matrix.Ari[2], 1e-12); // other names, same groups
    }

    [Fact]
    public void Scores_of_seeds_have_a_mean_and_a_deviation_over_n_minus_1()
    {
        ScoreSummary summary = ScoreSummary.Of([new(0.4, 0.1, 0, 0, 1), new(0.6, 0.3, 0, 0, 1), new(0.8, 0.2, 0, 0, 1)]);
        Assert.Equal(3, summary.Seeds);
        Assert.Equal(0.6, summary.Mean.Accuracy, 1e-12);
        Assert.Equal(0.2, summary.StandardDeviation!.Accuracy, 1e-12);
        Assert.Equal(0, summary.StandardDeviation.Purity, 1e-12);
        Assert.Null(ScoreSummary.Of([new(0.4, 0.1, 0, 0, 1)]).StandardDeviation);
    }

    [Fact]
    public void Mistakes_are_argument_exceptions()
    {
        Assert.Throws<ArgumentException>(() => ClusterAlignment.Of([0], 1, [0, 0], 1));
        Assert.Throws<ArgumentException>(() => ScoreSummary.Of([]));
        Assert.Throws<TacWebException>(() => ClusterAlignment.Of([0], 100_000, [0], 100_000));
    }
}
