using TacWeb.Clustering.ClusterCount;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.ClusterCount;

public class SuggestionTests
{
    private static readonly string[] Five = ["eigengap", "coding-length", "stability", "reduced-silhouette", "finch"];

    public static TheoryData<string> Keys => [.. ClusterCountRules.All.Select(rule => rule.Key)];

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Well_separated_blobs_are_counted_with_a_curve_and_a_reason_from_each_rule(int blobs)
    {
        ClusterCountChoice choice = new Suggestion().Choose(Blobs(320, blobs), new FitContext(0));
        Assert.Equal(blobs, choice.ClusterCount);
        Assert.Equal(Five, choice.Curves.Select(curve => curve.Rule));
        Assert.Equal(6, choice.Reasons.Count);
        Assert.StartsWith($"{blobs} lies in the middle of what the five rules would choose", choice.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(choice.Curves.Select(curve => curve.Best).Order().ElementAt(2), choice.ClusterCount);
        Assert.All(choice.Curves, curve => Assert.Equal(curve.Scores.Select(score => score.ClusterCount).Order(), curve.Scores.Select(score => score.ClusterCount)));
    }

    [Theory]
    [InlineData("eigengap", 5, 5)]
    [InlineData("coding-length", 4, 5)] // few rows in many dimensions: a further group costs more than it saves
    [InlineData("stability", 5, 6)] // the largest of nearly equal ones
    [InlineData("reduced-silhouette", 5, 5)]
    [InlineData("finch", 5, 5)]
    public void Each_rule_alone_counts_clear_blobs(string key, int least, int most) =>
        Assert.InRange(ClusterCountRules.All.Single(rule => rule.Key == key).Choose(Blobs(250, 5), new FitContext(0)).ClusterCount, least, most);

    [Theory, MemberData(nameof(Keys))]
    public void Small_sets_have_a_fixed_answer_and_no_rule_breaks_on_few_or_equal_rows(string key)
    {
        IClusterCountRule rule = ClusterCountRules.All.Single(rule => rule.Key == key);
        Assert.Equal([1, 2, 2, 2, 2], Enumerable.Range(1, 5).Select(count => rule.Choose(Blobs(count, 2), new FitContext(0)).ClusterCount));
        foreach (int count in new[] { 6, 7, 12 })
        {
            Assert.InRange(rule.Choose(Blobs(count, 2), new FitContext(0)).ClusterCount, 2, count / 3);
        }

        Assert.InRange(rule.Choose(new ClusterInput(MadeData.Unit(4, [.. Enumerable.Repeat(1f, 120)])), new FitContext(0)).ClusterCount, 2, 10);
        Assert.Throws<ArgumentException>(() => rule.Choose(new ClusterInput(MadeData.Blobs(1, 8, 1, 1).Take([])), new FitContext(0)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_curves_and_a_cancelled_choice_stops()
    {
        ClusterInput input = Blobs(120, 4);
        ClusterCountChoice first = new Suggestion().Choose(input, new FitContext(3)), second = new Suggestion().Choose(input, new FitContext(3));
        Assert.Equal(first.Scores, second.Scores);
        Assert.Equal(first.Curves.SelectMany(curve => curve.Scores), second.Curves.SelectMany(curve => curve.Scores));
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new Suggestion().Choose(input, new FitContext(0), cancelled.Token));
    }

    [Fact]
    public void A_gap_is_the_logarithm_of_neighbouring_eigenvalues() =>
        Assert.Equal(Math.Log((0.3 + 0.01) / (0.02 + 0.01)), Eigengap.Gap([0, 0.02, 0.3], 2), 1e-12);

    [Fact]
    public void The_coding_length_follows_its_formula()
    {
        // two orthogonal unit rows, each its own cluster of one, n 2, ε² 0.1: det(I + 20·z·zᵀ) = 21
        Vectors rows = MadeData.Unit(2, [1, 0, 0, 1]);
        double expected = 2 * ((3.0 / 2 * Math.Log(21)) - Math.Log(0.5));
        Assert.Equal(expected, CodingLength.Of(rows, [0, 1], 2), 1e-9);
        Assert.Equal(4.0 / 2 * Math.Log(11 * 11), CodingLength.Of(rows, [0, 0], 1), 1e-9); // det(I + 10·I)
    }

    [Fact]
    public void FINCH_joins_first_neighbours_level_by_level()
    {
        // pairs (0 1), (2 3) near each other; pairs (4 5), (6 7) near each other
        double[] angles = [0, 1, 10, 11, 80, 81, 90, 91];
        Vectors rows = MadeData.Unit(2, [.. angles.SelectMany(angle => new[] { (float)Math.Cos(angle * Math.PI / 180), (float)Math.Sin(angle * Math.PI / 180) })]);
        List<int[]> levels = FinchLevels.Levels(rows, default);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], levels[0]);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], levels[1]);
        Assert.Equal(2, levels.Count);
    }

    [Fact]
    public void A_curve_is_liked_from_its_worst_to_its_best()
    {
        ClusterCountCurve curve = new("stability", "", 3, "", [new(2, 1), new(3, 5), new(4, 3)]);
        Assert.Equal([0, 1, 0.5, 0], new[] { 2, 3, 4, 9 }.Select(k => Suggestion.Liking(curve, k)));
    }

    private static ClusterInput Blobs(int count, int blobs) => new(MadeData.Blobs(count, 24, blobs, seed: 2, noise: 0.05));
}
