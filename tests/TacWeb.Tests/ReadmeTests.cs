using System.Text.RegularExpressions;
using TacWeb.Cli;
using TacWeb.Clustering;
using TacWeb.Testing;

namespace TacWeb.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Theory]
    [InlineData("dotnet run -c Release --project src/TacWeb")]
    [InlineData("dotnet test -c Release")]
    public void It_gives_the_two_commands_of_a_fresh_machine(string command) => Assert.Contains($"\n{command}\n", Readme, StringComparison.Ordinal);

    [Fact]
    public void The_address_it_names_is_the_default()
    {
        Assert.Contains("http://127.0.0.1:5080", Readme, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Repository.PathOf("src", "TacWeb")));
    }

    [Fact]
    public void Every_command_it_shows_is_understood()
    {
        string[] commands = [.. Commands().Matches(Readme).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Empty(CommandLine.Mistakes([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)])));
    }

    [Fact]
    public void Every_method_has_its_row() =>
        Assert.All(ClusteringMethods.All, method => Assert.Contains($"| `{method.Key}` |", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_file_it_points_to_is_there()
    {
        string[] links = [.. Links().Matches(Readme).Select(match => match.Groups[1].Value).Where(link => !link.Contains("://", StringComparison.Ordinal))];
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(File.Exists(Repository.PathOf(link)) || Directory.Exists(Repository.PathOf(link)), link));
    }

    [GeneratedRegex(@"^tacweb (.+)$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Links();
}
