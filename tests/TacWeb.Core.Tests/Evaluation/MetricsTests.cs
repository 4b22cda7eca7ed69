using System.Diagnostics;
using System.Text.Json;
using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Tests.Evaluation;

public sealed class MetricsTests
{
    public static TheoryData<string> Names => [.. Cases.Keys];

    private static Dictionary<string, GoldenCase> Cases { get; } = JsonSerializer
        .Deserialize<GoldenCase[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Golden", "scores.json")), JsonSerializerOptions.Web)!
        .ToDictionary(golden => golden.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_are_those_of_scikit_learn(string name)
    {
        GoldenCase golden = Cases[name];
        Scores scores = Metrics.Score(golden.Truth, golden.Clusters);
        Assert.Equal(golden.Accuracy, scores.Accuracy, 1e-12);
        Assert.Equal(golden.Nmi, scores.Nmi, 1e-10);
        Assert.Equal(golden.Ari, scores.Ari, 1e-10);
        Assert.Equal(golden.Ami, scores.Ami, 1e-10);
        Assert.Equal(golden.Purity, scores.Purity, 1e-12);
    }

    [Fact]
    public void Renaming_and_reordering_change_nothing()
    {
        Random random = new(3);
        int[] truth = [.. Enumerable.Range(0, 300).Select(_ => random.Next(5))], clusters = [.. truth.Select(label => random.Next(3) == 0 ? random.Next(6) : label)];
        int[] order = [.. Enumerable.Range(0, 300)];
        random.Shuffle(order);
        Scores scores = Metrics.Score(truth, clusters), turned = Metrics.Score([.. order.Select(i => 50 - truth[i])], [.. order.Select(i => 7 * clusters[i])]);
        Assert.Equal(scores.Accuracy, turned.Accuracy);
        Assert.Equal(scores.Nmi, turned.Nmi, 1e-12);
        Assert.Equal(scores.Ari, turned.Ari, 1e-12);
        Assert.Equal(scores.Ami, turned.Ami, 1e-12);
        Assert.Equal(scores.Purity, turned.Purity);
    }

    [Fact]
    public void Lengths_that_differ_and_empty_labels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Metrics.Score([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => Metrics.Score([], []));
    }

    [Fact]
    public void Too_many_classes_and_clusters_are_refused_in_one_line() => Assert.Equal(
        "20000 classes and 20000 clusters are too many to be matched one to one.",
        Assert.Throws<TacWebException>(() => Metrics.Score([.. Enumerable.Range(0, 20_000)], [.. Enumerable.Range(0, 20_000)])).Message);

    [Fact]
    public void Fifty_thousand_images_in_two_hundred_clusters_take_no_time()
    {
        Random random = new(1);
        int[] truth = [.. Enumerable.Range(0, 50_000).Select(_ => random.Next(200))], clusters = [.. truth.Select(label => random.Next(2) == 0 ? random.Next(200) : label)];
        Stopwatch watch = Stopwatch.StartNew();
        Scores scores = Metrics.Score(truth, clusters);
        Assert.InRange(scores.Accuracy, 0.49, 0.52);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);   // measured: well below half a second
    }

    private sealed record GoldenCase(string Name, int[] Truth, int[] Clusters, double Accuracy, double Nmi, double Ari, double Ami, double Purity);
}
