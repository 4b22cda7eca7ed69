using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Concepts;

public class NounFilterTests
{
    [Theory]
    [InlineData(50_000, 10, 167)]
    [InlineData(50_000, 20, 167)]
    [InlineData(5_000, 10, 17)]
    [InlineData(13_000, 10, 43)]
    [InlineData(19_500, 15, 65)]
    [InlineData(3_760, 47, 141)]
    [InlineData(9_537, 101, 303)]
    [InlineData(1_281_167, 1000, 4271)]
    public void The_eight_centre_counts_of_the_authors_code(int count, int k, int expected) =>
        Assert.Equal(expected, NounFilter.CentreCount(count, k, distinct: count));

    [Theory]
    [InlineData(30, 10, 30, 10)]
    [InlineData(20, 10, 20, 10)]
    [InlineData(60, 10, 60, 20)]
    [InlineData(60, 10, 4, 4)]
    [InlineData(3, 1, 3, 1)]
    public void Small_sets_are_bounded(int count, int k, int distinct, int expected) =>
        Assert.Equal(expected, NounFilter.CentreCount(count, k, distinct));

    [Fact]
    public void The_authors_rows_are_kept_for_their_centre_assignment()
    {
        Vectors centres = NounFilter.MeansOf(GoldenTac.Matrix("images"), GoldenTac.Integers("centre_assignment"), GoldenTac.Settings.GetProperty("centres").GetInt32());
        Assert.Equal(GoldenTac.Integers("selected"), NounFilter.Select(centres, GoldenTac.Matrix("nouns")));
    }

    [Fact]
    public void A_chunk_border_changes_nothing()
    {
        Vectors nouns = MadeData.Blobs(9000, 16, 40, seed: 5, noise: 0.3), centres = MadeData.Blobs(12, 16, 12, seed: 6);
        int[] all = NounFilter.Select(centres, nouns);
        int[] kept = NounFilter.Select(centres, nouns.Take(all));
        Assert.Equal(Enumerable.Range(0, all.Length), kept); // the chosen alone are chosen again
        Assert.True(all.Max() > 4096);
        Assert.Equal(all.Order().Distinct(), all);
    }

    [Fact]
    public void Of_equal_nouns_the_earlier_rows_are_kept()
    {
        Vectors one = MadeData.Blobs(1, 8, 1, seed: 1);
        Vectors nouns = one.Take([0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal([0, 1, 2, 3, 4], NounFilter.Select(MadeData.Blobs(2, 8, 2, seed: 3), nouns));
    }

    [Fact]
    public void Empty_clusters_make_no_centre() =>
        Assert.Equal(2, NounFilter.MeansOf(MadeData.Blobs(4, 8, 2, seed: 1), [0, 3, 0, 3], 5).Count);

    [Fact]
    public void Fewer_than_three_images_take_their_nearest_nouns()
    {
        ClusterInput input = MadeData.Input();
        int[] kept = NounFilter.Select(input.Images.Take([0]), input.Concepts!.Text, 1, new FitContext(0));
        Assert.Equal([0, 3, 6, 9, 12], kept); // the nouns of blob 0
    }

    [Fact]
    public void One_centre_alone_takes_its_nearest_nouns()
    {
        ClusterInput input = MadeData.Input();
        Vectors equal = input.Images.Take([1, 1, 1, 1]);
        Assert.Equal([1, 4, 7, 10, 13], NounFilter.Select(equal, input.Concepts!.Text, 1, new FitContext(0)));
    }

    [Fact]
    public void Whole_selection_is_repeatable_and_reports_its_stages()
    {
        ClusterInput input = MadeData.Input();
        List<string> stages = [];
        FitContext context = new(3) { Stages = new Stages(stages) };
        int[] first = NounFilter.Select(input.Images, input.Concepts!.Text, 3, context);
        Assert.Equal(["centres", "filter"], stages);
        Assert.Equal(first, NounFilter.Select(input.Images, input.Concepts.Text, 3, new FitContext(3)));
        Assert.InRange(first.Length, 3, 15);
    }

    [Fact]
    public void Mismatched_inputs_are_ArgumentExceptions()
    {
        ClusterInput input = MadeData.Input();
        FitContext context = new(0);
        Assert.Throws<ArgumentException>(() => NounFilter.Select(input.Images, MadeData.Blobs(4, 16, 2, 1), 3, context));
        Assert.Throws<ArgumentException>(() => NounFilter.Select(input.Images, input.Concepts!.Text, 301, context));
        Assert.Throws<ArgumentException>(() => NounFilter.Select(input.Images, input.Concepts!.Text.Take([]), 3, context));
    }

    private sealed class Stages(List<string> names) : IProgress<(string Stage, TimeSpan Duration)>
    {
        public void Report((string Stage, TimeSpan Duration) value) => names.Add(value.Stage);
    }
}
