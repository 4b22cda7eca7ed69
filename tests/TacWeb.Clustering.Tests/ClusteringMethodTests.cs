using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Methods.External;

namespace TacWeb.Clustering.Tests;

public class ClusteringMethodTests
{
    private static ClusteringMethod Method => ClusteringMethods.Get("tac");

    [Fact]
    public void Keys_are_unique_and_every_card_is_filled()
    {
        Assert.Equal(ClusteringMethods.All.Count, ClusteringMethods.All.Select(method => method.Key).Distinct().Count());
        Assert.All(ClusteringMethods.All, method =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", method.Key);
            Assert.NotEmpty(method.Name);
            Assert.InRange(method.Idea.Length, 20, 160);
            Assert.NotEmpty(method.Source.Title);
            Assert.NotNull(method.Source.Year);
            Assert.NotEqual(MethodPriors.None, method.Facts.Priors);
            Assert.Matches("^$|^(A|A−|B\\+|B|B−|C|ours)(, .+)?$", method.Facts.Fidelity);
            Assert.All(method.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        });
    }

    [Fact]
    public void An_unknown_key_names_the_nearest_and_all_others()
    {
        string message = Assert.Throws<ArgumentException>(() => ClusteringMethods.Get("tak")).Message;
        Assert.Contains("Did you mean 'tac'?", message, StringComparison.Ordinal);
        Assert.Contains("tac-no-train, tac", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void What_is_not_named_keeps_its_default()
    {
        TacOptions options = Assert.IsType<TacOptions>(Method.ReadOptions("""{"epochs": 7, "balanceWeight": 2}"""));
        Assert.Equal(new TacOptions { Epochs = 7, BalanceWeight = 2 }, options);
        Assert.Equal(new TacOptions(), Method.ReadOptions("{}"));
    }

    [Fact]
    public void Pairs_are_read_like_JSON_and_auto_is_the_rule()
    {
        ClustererOptions options = Method.ReadOptions([new("learningRate", "0.01"), new("neighbours", "auto"), new("hidden", "64")]);
        Assert.Equal(new TacOptions { LearningRate = 0.01, Hidden = 64 }, options);
    }

    [Fact]
    public void Written_options_are_canonical_and_read_back()
    {
        Assert.Equal("""{"restarts":3,"maxIterations":300}""", ClusteringMethods.Get("kmeans").WriteOptions(new KMeansOptions { Restarts = 3 }));
        TacOptions options = new() { Epochs = 9, Temperature = 0.25 };
        Assert.Equal(
            """{"epochs":9,"batchSize":null,"temperature":0.25,"balanceWeight":5,"neighbours":null,"learningRate":0.001,"hidden":null,"prior":"uniform","fairness":0}""",
            Method.WriteOptions(options));
        Assert.Equal(options, Method.ReadOptions(Method.WriteOptions(options)));
    }

    [Theory]
    [InlineData("""{"epoch": 3}""", "no option 'epoch'")]
    [InlineData("""{"epochs": 0}""", "from 1 to 100000")]
    [InlineData("""{"epochs": 2.5}""", "whole number")]
    [InlineData("""{"epochs": "3"}""", "whole number")]
    [InlineData("""{"balanceWeight": null}""", "'balanceWeight'")]
    [InlineData("""{"temperature": 1000}""", "'temperature'")]
    [InlineData("""{"epochs": 3, "epochs": 4}""", "twice")]
    [InlineData("[1]", "JSON object")]
    [InlineData("{", "not valid JSON")]
    public void Bad_JSON_is_refused_by_name_and_range(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Method.ReadOptions(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("learningRate", "NaN")]
    [InlineData("learningRate", "0,1")]
    [InlineData("learningRate", "auto")]
    [InlineData("batchSize", "1")]
    [InlineData("batchSize", "many")]
    public void Bad_pairs_are_refused_by_name(string name, string value) =>
        Assert.Contains($"'{name}'", Assert.Throws<ArgumentException>(() => Method.ReadOptions([new(name, value)])).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_of_another_method_or_outside_their_range_create_nothing()
    {
        Assert.Throws<ArgumentException>(() => Method.Create(new KMeansOptions()));
        Assert.Throws<ArgumentException>(() => Method.Create(new TacOptions { BatchSize = 1 }));
    }

    [Fact]
    public void Options_are_described_from_their_attributes()
    {
        OptionDescription option = Method.Options[1];
        Assert.Equal(("batchSize", "Batch size", typeof(int), true, 2.0, 65536.0), (option.Name, option.Title, option.Type, option.Optional, option.Minimum, option.Maximum));
        Assert.Null(option.Default);
        Assert.Equal(5.0, Method.Options.Single(candidate => candidate.Name == "balanceWeight").Default);
    }
}
