using System.Text.Json;
using System.Text.RegularExpressions;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests;

/// <summary>The README of the methods says what the cards say. With <c>TACWEB_REWRITE=1</c> its table of cards is written anew.</summary>
public partial class ReadmeTests
{
    private const string Start = "<!-- cards: written by TACWEB_REWRITE=1 dotnet test tests/TacWeb.Clustering.Tests --filter ReadmeTests -->\n", End = "<!-- end of cards -->\n";

    private static string Path => Repository.PathOf("src", "TacWeb.Clustering", "README.md");

    [Fact]
    public void Its_table_of_cards_is_that_of_the_code()
    {
        string text = File.ReadAllText(Path).ReplaceLineEndings("\n");
        int from = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Start.Length && to >= from, "The marks of the table are missing.");
        if (Environment.GetEnvironmentVariable("TACWEB_REWRITE") == "1")
        {
            File.WriteAllText(Path, text = text[..from] + Table() + text[to..]);
            to = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.True(Table() == text[from..to], "The table of cards in src/TacWeb.Clustering/README.md is stale; write it anew: TACWEB_REWRITE=1 dotnet test tests/TacWeb.Clustering.Tests --filter ReadmeTests");
    }

    [Fact]
    public void Every_method_has_one_row_that_says_what_it_was_checked_against()
    {
        string[] rows = [.. File.ReadLines(Path).TakeWhile(line => line != Start.TrimEnd()).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.Equal(ClusteringMethods.All.Select(method => method.Key).Order(StringComparer.Ordinal), rows.Select(row => row.Split('`')[1]).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.True(row.Split('|')[4].Trim().Length > 5, row));
        Assert.All(rows, row => Assert.True(File.Exists(Repository.PathOf("src", "TacWeb.Clustering", FileOf().Match(row).Value)), row));
    }

    private static string Table() => string.Concat(
    [
        "| key | name | family | priors | class | paper | needs | cost | new images | uneven classes |\n|---|---|---|---|---|---|---|---|---|---|\n",
        .. ClusteringMethods.All.Select(Row),
    ]);

    private static string Row(ClusteringMethod method)
    {
        string paper = method.Source.Address is { } address ? $"[{method.Source.Venue}]({address})" : method.Source.Venue;
        string places = method.Facts.CannotAssign.Length == 0 ? "yes" : $"no: {method.Facts.CannotAssign}";
        return $"| `{method.Key}` | {method.Name} | {Words(method.Family)} | {Flags(method.Facts.Priors)} | {method.Facts.Fidelity} | {paper} | {Flags(method.Needs)} | {method.Facts.Complexity} | {places} | {(method.Facts.Uneven ? "yes" : "")} |\n";
    }

    private static string Flags<T>(T value)
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Where(flag => Convert.ToInt64(flag, System.Globalization.CultureInfo.InvariantCulture) != 0 && value.HasFlag(flag)).Select(Words));

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    [GeneratedRegex(@"Methods/\w+/\w+\.cs")]
    private static partial Regex FileOf();
}
