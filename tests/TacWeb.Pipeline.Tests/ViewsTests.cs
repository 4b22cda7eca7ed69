using System.Text.Json;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>Augmented views and a second encoder in a run.</summary>
public sealed class ViewsTests : IDisposable
{
    private static readonly Dictionary<string, string> WithViews = new() { ["views"] = "true", ["epochs"] = "20", ["hidden"] = "16", ["learningRate"] = "0.003" };
    private readonly Walk _walk = new();

    public void Dispose() => _walk.Dispose();

    [Fact]
    public async Task Four_looks_a_picture_are_embedded_once_kept_and_read_by_the_methods_that_use_them()
    {
        ClusterRequest request = Request("cc") with { Options = WithViews };
        Report with = (await _walk.RunAsync(request)).Methods[0].Report;
        Assert.Equal(5 * 30, _walk.Encoder.Images);
        Assert.True((bool)with.Options["views"]!);
        Assert.Contains("views", with.Timings!.Select(timing => timing.Stage));

        Report again = (await _walk.RunAsync(request with { Output = _walk.Folder.Of("again") })).Methods[0].Report;
        Assert.Equal(5 * 30, _walk.Encoder.Images);
        Assert.Equal(Walk.Repeatable(_walk.Out), Walk.Repeatable(_walk.Folder.Of("again")));
        Assert.Equal(with.Health, again.Health);

        string plain = _walk.Folder.Of("plain");
        Report without = (await _walk.RunAsync(request with { Output = plain, Options = WithViews.Where(option => option.Key != "views").ToDictionary() })).Methods[0].Report;
        Assert.NotEqual(with.Health!.MeanConfidence, without.Health!.MeanConfidence);
        Assert.False(without.Options.ContainsKey("views"));
    }

    [Fact]
    public async Task Fine_grained_looks_are_others()
    {
        await _walk.RunAsync(Request("cc") with { Options = WithViews });
        await _walk.RunAsync(Request("cc") with { Options = new Dictionary<string, string>(WithViews) { ["fineGrained"] = "true" }, Output = _walk.Folder.Of("fine") });
        Assert.Equal(9 * 30, _walk.Encoder.Images);
    }

    [Fact]
    public async Task An_interrupted_embedding_of_looks_goes_on_where_it_stopped()
    {
        ClusterRequest request = Request("cc") with { Options = WithViews };
        _walk.Encoder.BeforeBatch = () => _ = _walk.Encoder.Images >= 100 ? throw new InvalidTimeZoneException() : 0;
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => _walk.RunAsync(request));
        _walk.Encoder.BeforeBatch = null;
        await _walk.RunAsync(request);
        Assert.Equal(5 * 30, _walk.Encoder.Images);
        using Walk whole = new();
        await whole.RunAsync(whole.Request(whole.Zip(Pictures.ThreeColours(10))) with { Methods = ["cc"], Options = WithViews });
        Assert.Equal(Walk.Repeatable(whole.Out), Walk.Repeatable(_walk.Out));
    }

    [Theory]
    [InlineData("views", "true", "leave views=true out")]
    [InlineData("views", "yes", "true or false")]
    [InlineData("secondEncoder", "other", "leave secondEncoder=KEY out")]
    public async Task What_no_method_uses_or_cannot_be_is_refused_before_any_work(string name, string value, string sentence)
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(Request("kmeans") with { Options = new Dictionary<string, string> { [name] = value } }));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _walk.Encoder.Images);
    }

    [Fact]
    public async Task A_second_encoder_is_a_view_of_the_methods_that_use_one()
    {
        FakeEncoder second = new("second", 's');
        Dictionary<string, string> options = new() { ["secondEncoder"] = "second", ["steps"] = "60", ["epochs"] = "20", ["hidden"] = "16" };
        using DataFolder data = DataFolder.Open(_walk.Folder.Of("data"));
        ClusterDataset walk = new(data, _walk.Encoder, _walk.Encoder, () => RealWordNet.Nouns, Walk.Compute, TimeProvider.System, key => key == "second" ? second : throw new TacWebException(key));
        ClusterResult result = await walk.RunAsync(Request("completer") with { Methods = ["completer", "turtle"], Options = options });
        Assert.Equal((30, 30), (_walk.Encoder.Images, second.Images));
        Assert.All(result.Methods, method => Assert.Equal("second", (string?)method.Report.Options["secondEncoder"]));
        Assert.Equal(1, result.Methods[0].Report.Scores!.Accuracy);
        await Assert.ThrowsAsync<TacWebException>(() => walk.RunAsync(Request("turtle") with { Output = _walk.Folder.Of("same"), Options = new Dictionary<string, string> { ["secondEncoder"] = "fake" } }));
    }

    [Fact]
    public async Task A_fine_grained_set_gets_the_words_below_what_most_of_its_words_share()
    {
        Dictionary<string, string> fine = new() { ["fineGrained"] = "true" };
        Report report = (await _walk.RunAsync(Request("tac-no-train") with { Vocabulary = "wordnet-3.0-nouns", Options = fine })).Methods[0].Report;
        Assert.Contains("below", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.StartsWith("wordnet:", report.Vocabulary!.Key, StringComparison.Ordinal);
        Assert.InRange(report.Vocabulary.Nouns, 1, 117_797);
        Assert.True((bool)report.Options["fineGrained"]!);

        Report own = (await _walk.RunAsync(Request("tac-no-train") with { Output = _walk.Folder.Of("own"), Options = fine })).Methods[0].Report;
        Assert.Equal(("words.txt", 20), (own.Vocabulary!.Key, own.Vocabulary.Nouns));
    }

    private ClusterRequest Request(string method) => _walk.Request(_walk.Zip(Pictures.ThreeColours(10))) with { Methods = [method], Options = new Dictionary<string, string>() };
}
