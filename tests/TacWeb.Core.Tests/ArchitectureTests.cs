using System.Reflection;
using System.Text.RegularExpressions;
using TacWeb.Testing;

namespace TacWeb.Core.Tests;

public sealed class ArchitectureTests
{
    private static Assembly Core => typeof(TacWebException).Assembly;

    [Fact]
    public void Core_references_nothing_but_the_framework_and_System_Numerics_Tensors() =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), reference =>
            !reference.Name!.StartsWith("System.", StringComparison.Ordinal) || reference.Name.Contains("IO.", StringComparison.Ordinal) || reference.Name.Contains("Net", StringComparison.Ordinal));

    [Theory]
    [InlineData(@"\b(File|Directory|FileStream|FileInfo|DirectoryInfo)\s*[.(]")]
    [InlineData(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|\bStopwatch\b")]
    [InlineData(@"\bRandom\.Shared\b|\bnew Random\(\)|\bGuid\.NewGuid\b")]
    [InlineData(@"\bThread\.Sleep\b|\bDllImport\b|\bLibraryImport\b|\bEnvironment\.")]
    public void Core_opens_no_files_reads_no_clock_draws_no_unseeded_numbers_and_calls_no_native_code(string banned) =>
        Assert.DoesNotContain(Sources(), source => Regex.IsMatch(File.ReadAllText(source), banned));

    [Fact]
    public void Every_type_is_sealed_or_static() =>
        Assert.Equal([nameof(TacWebException)], Core.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false }).Select(type => type.Name));

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Repository.PathOf("src", "TacWeb.Core"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
