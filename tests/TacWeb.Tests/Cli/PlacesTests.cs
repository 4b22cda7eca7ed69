using TacWeb.Cli;
using TacWeb.Core;

namespace TacWeb.Tests.Cli;

public sealed class PlacesTests
{
    private static readonly string Home = Path.GetFullPath("/home/someone/.local/share");

    [Theory]
    [InlineData("given", "variable", "given")]
    [InlineData(null, "variable", "variable")]
    public void The_option_wins_over_the_variable(string? given, string? variable, string expected) =>
        Assert.Equal(Path.GetFullPath(expected), Places.DataPath(given, variable, Home));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_either_it_is_a_folder_of_the_account(string? variable) =>
        Assert.Equal(Path.Combine(Home, "tacweb"), Places.DataPath(null, variable, Home));

    [Fact]
    public void An_account_without_a_home_is_told_what_to_do()
    {
        TacWebException error = Assert.Throws<TacWebException>(() => Places.DataPath(null, null, ""));
        Assert.Contains("--data DIR", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_WordNet_and_pages_lie_beside_the_program_or_above_it()
    {
        Assert.True(File.Exists(Path.Combine(Places.Models, "mini", "model.json")));
        Assert.True(File.Exists(Path.Combine(Places.WordNet, "data.noun")));
        Assert.True(File.Exists(Path.Combine(Places.WebRoot, "css", "site.css")));
    }
}
