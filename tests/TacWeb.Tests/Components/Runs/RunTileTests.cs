using Bunit;
using TacWeb.Components.Runs;
using TacWeb.Core.Evaluation;
using TacWeb.Languages;
using TacWeb.Storage;

namespace TacWeb.Tests.Components.Runs;

public sealed class RunTileTests : BunitContext
{
    private static readonly StoredRun Run = new(7, "birds", "tac", "mini", "wordnet-3.0-nouns", 1234, 3, 0, null, new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(95));

    public RunTileTests() => LanguageServices.Add(Services);

    [Fact]
    public void Many_names_are_cut_and_counted()
    {
        var tile = Render<RunTile>(parameters => parameters.Add(tile => tile.Card, new RunCard(Run, [.. Enumerable.Range(0, 15).Select(i => $"name {i}")])));
        Assert.Equal(13, tile.FindAll(".names li").Count);
        Assert.Equal("and 3 more", tile.Find(".names .more").TextContent);
    }

    [Fact]
    public void Scores_are_shown_only_with_true_classes()
    {
        var without = Render<RunTile>(parameters => parameters.Add(tile => tile.Card, new RunCard(Run, [])));
        Assert.Empty(without.FindAll("dl.scores"));
        var with = Render<RunTile>(parameters => parameters.Add(tile => tile.Card, new RunCard(Run with { Scores = new Scores(0.642, 0.5, 0.4, 0.4, 0.7) }, [])));
        Assert.Equal("64.2", with.Find("dl.scores dd").TextContent.Trim());
    }
}
