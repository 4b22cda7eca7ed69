using System.Text.RegularExpressions;
using TacWeb.Clustering;

namespace TacWeb.Tests.Languages;

/// <summary>Every text that people see is in both languages.</summary>
public sealed partial class TextsTests
{
    // Components whose English is not yet handed to the localiser.
    private static readonly string[] Waiting = [];

    [Fact]
    public void Every_text_of_the_pages_is_in_Chinese() => Assert.Empty(SourceTexts.OfPages().Except(SourceTexts.Resource("Texts.zh-CN.resx").Keys, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void No_Chinese_text_of_the_pages_is_left_over() => Assert.Empty(SourceTexts.Resource("Texts.zh-CN.resx").Keys.Except(SourceTexts.OfPages(), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Every_text_of_the_scripts_is_in_Chinese() => Assert.Empty(SourceTexts.OfScripts().Except(SourceTexts.Resource("ScriptTexts.zh-CN.resx").Keys));

    [Fact]
    public void No_Chinese_text_of_the_scripts_is_left_over() => Assert.Empty(SourceTexts.Resource("ScriptTexts.zh-CN.resx").Keys.Except(SourceTexts.OfScripts()));

    [Fact]
    public void Every_text_of_the_cards_is_in_Chinese() => Assert.Empty(OfCards().Except(SourceTexts.Resource("MethodTexts.zh-CN.resx").Keys));

    [Fact]
    public void No_Chinese_text_of_the_cards_is_left_over() => Assert.Empty(SourceTexts.Resource("MethodTexts.zh-CN.resx").Keys.Except([.. OfCards(), .. ClusteringMethods.All.Select(method => $"{method.Key}.Name")]));

    [Theory]
    [InlineData("Texts.zh-CN.resx")]
    [InlineData("ScriptTexts.zh-CN.resx")]
    [InlineData("EngineTexts.zh-CN.resx")]
    public void A_translation_has_the_places_of_its_original(string resource) => Assert.All(SourceTexts.Resource(resource), text =>
    {
        Assert.Equal(Place().Matches(text.Key).Select(place => place.Value).Order().Distinct(), Place().Matches(text.Value).Select(place => place.Value).Order().Distinct());
        Assert.False(string.IsNullOrWhiteSpace(text.Value));
    });

    [Fact]
    public void Components_hold_no_English_of_their_own()
    {
        string[] found = [.. SourceTexts.Components().Except(Waiting).SelectMany(component => SourceTexts.Literals(component).Select(text => $"{component}: {text}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Components_that_wait_are_not_translated_yet() => Assert.All(Waiting, component => Assert.NotEmpty(SourceTexts.Literals(component)));

    // Names may stay as they are: most are the papers' own.
    private static string[] OfCards() =>
    [
        .. ClusteringMethods.All.SelectMany(method => new[] { $"{method.Key}.Idea", $"{method.Key}.Differences" }.Concat(method.Facts.CannotAssign.Length > 0 ? [$"{method.Key}.Places"] : [])),
        .. ClusteringMethods.All.Select(method => method.Facts.Complexity).Where(cost => cost.Contains(' ', StringComparison.Ordinal)).Distinct(),
        .. ClusteringMethods.All.SelectMany(method => method.Options).SelectMany(option => new[] { option.Title, option.Description }).Distinct(),
    ];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
