using System.Text.RegularExpressions;
using TacWeb.Testing;

namespace TacWeb.Tests;

/// <summary>The rules of the house that no compiler checks.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Sources = Repository.PathOf("src");

    public static TheoryData<string> Banned => ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Random.Shared", "new Random()", "Thread.Sleep", "#region"];

    [Theory]
    [MemberData(nameof(Banned))]
    public void Time_and_chance_come_from_outside(string word) =>
        Assert.All(Files("*.cs"), file => Assert.False(File.ReadAllText(file).Contains(word, StringComparison.Ordinal), $"{word} in {file}"));

    // A project may refer only to those further down.
    [Theory]
    [InlineData("TacWeb.Core", "")]
    [InlineData("TacWeb.Tensors", "")]
    [InlineData("TacWeb.Storage", "TacWeb.Core")]
    [InlineData("TacWeb.Encoders", "TacWeb.Core")]
    [InlineData("TacWeb.Clustering", "TacWeb.Core TacWeb.Tensors")]
    [InlineData("TacWeb.Pipeline", "TacWeb.Clustering TacWeb.Core TacWeb.Encoders TacWeb.Storage")]
    [InlineData("TacWeb", "TacWeb.Pipeline")]
    public void No_project_points_upwards(string project, string allowed)
    {
        string file = File.ReadAllText(Path.Combine(Sources, project, $"{project}.csproj"));
        string[] references = [.. References().Matches(file).Select(match => match.Groups[1].Value)];
        Assert.Empty(references.Except(allowed.Split(' ')));
    }

    [Fact]
    public void Names_say_what_a_type_does()
    {
        // TacWeb.Tensors has TorchSharp's names, DisposeScopeManager among them.
        Assert.All(Files("*.cs").Where(file => !file.Contains("TacWeb.Tensors", StringComparison.Ordinal)), file => Assert.DoesNotMatch("(Manager|Helper|Helpers|Utils|Utility|Dto)$", Path.GetFileNameWithoutExtension(file)));
    }

    // What a person asks goes through stores that know who it is; the queue's own view of everything stays out of pages and endpoints.
    [Fact]
    public void Pages_and_endpoints_see_what_their_viewer_may_see()
    {
        string[] allowed = ["JobDesk.cs", "JobViews.cs"];
        IEnumerable<string> asked = Files("*.cs").Concat(Files("*.razor")).Where(file => Path.GetRelativePath(Sources, file).Replace('\\', '/') is var path && (path.StartsWith("TacWeb/Api/", StringComparison.Ordinal) || path.StartsWith("TacWeb/Components/", StringComparison.Ordinal)));
        Assert.All(asked.Where(file => !allowed.Contains(Path.GetFileName(file))), file => Assert.DoesNotMatch(@"\b(Everything \w+[,)]|<Everything>|JobRunner\b)", File.ReadAllText(file)));
    }

    [Fact]
    public void Pages_load_nothing_from_outside()
    {
        string[] pages = [.. Files("*.razor"), .. Directory.EnumerateFiles(Repository.PathOf("wwwroot"), "*", SearchOption.AllDirectories)];
        Assert.All(pages, page => Assert.DoesNotMatch("(src|href|url\\()\\s*=?\\s*[\"'(]?(https?:)?//", File.ReadAllText(page)));
    }

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Sources, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/([^/""]+)\.csproj""")]
    private static partial Regex References();
}
