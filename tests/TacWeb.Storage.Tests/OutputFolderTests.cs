using TacWeb.Core;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.Of("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_has_the_final_name_until_all_is_there()
    {
        using (OutputFolder output = OutputFolder.Begin(Out, force: false))
        {
            File.WriteAllText(Path.Combine(output.Partial, "a.txt"), "new");
            Assert.False(Directory.Exists(Out));
            output.Complete();
        }

        Assert.Equal(["a.txt"], Names(Out));
        Assert.Equal(["out"], Names(_folder.Path));
    }

    [Fact]
    public void What_was_not_completed_goes()
    {
        OutputFolder.Begin(Out, force: false).Dispose();
        Assert.Empty(Names(_folder.Path));
    }

    [Fact]
    public void A_folder_that_holds_something_stays_without_force()
    {
        _folder.Write("out/old.txt", [1]);
        Assert.Contains("--force", Assert.Throws<TacWebException>(() => OutputFolder.Begin(Out, force: false)).Message, StringComparison.Ordinal);
        Assert.Equal(["out"], Names(_folder.Path));
        Assert.Equal(["old.txt"], Names(Out));
    }

    [Fact]
    public void Force_replaces_a_folder_only_when_the_new_one_is_complete()
    {
        _folder.Write("out/old.txt", [1]);
        using (OutputFolder.Begin(Out, force: true))
        {
            Assert.Equal(["old.txt"], Names(Out));
        }

        Assert.Equal(["old.txt"], Names(Out));
        using OutputFolder output = OutputFolder.Begin(Out, force: true);
        output.Complete();
        Assert.Empty(Names(Out));
        Assert.Equal(["out"], Names(_folder.Path));
    }

    [Fact]
    public void The_half_of_a_killed_run_is_replaced_and_a_stranger_with_its_name_is_not()
    {
        OutputFolder killed = OutputFolder.Begin(Out, force: false);
        File.WriteAllText(Path.Combine(killed.Partial, "half.txt"), "");
        using (OutputFolder output = OutputFolder.Begin(Out, force: false))
        {
            Assert.False(File.Exists(Path.Combine(output.Partial, "half.txt")));
        }

        _folder.Write("out.partial/mine.txt", [1]);
        Assert.Throws<TacWebException>(() => OutputFolder.Begin(Out, force: true));
        Assert.True(File.Exists(_folder.Of("out.partial", "mine.txt")));
    }

    [Fact]
    public void A_run_killed_while_it_put_its_folder_into_place_loses_neither()
    {
        _folder.Write("out.tacweb-replaced/old.txt", [1]);
        OutputFolder.Begin(Out, force: true).Dispose();
        Assert.Equal(["old.txt"], Names(Out));
        Assert.Equal(["out"], Names(_folder.Path));
    }

    [Fact]
    public void Force_never_removes_the_input_or_the_data_folder()
    {
        string input = _folder.Write("out/photos/a.png", [1]);
        Assert.Throws<TacWebException>(() => OutputFolder.Begin(Out, force: true, input));
        Assert.Throws<TacWebException>(() => OutputFolder.Begin(Out, force: true, Out));
        Assert.True(File.Exists(input));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_clear_sentence_before_any_work()
    {
        string file = _folder.Write("file", [1]);
        Assert.Contains("is a file", Assert.Throws<TacWebException>(() => OutputFolder.Begin(file, force: true)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be written", Assert.Throws<TacWebException>(() => OutputFolder.Begin(Path.Combine(file, "out"), force: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_kept_without_force_replaced_with_it_and_never_half_written()
    {
        string path = _folder.Write("x.npy", [1]);
        Assert.Throws<TacWebException>(() => OutputFile.Check(path, force: false));
        Assert.Throws<TacWebException>(() => OutputFile.Write(path, force: false, _ => { }));
        Assert.Throws<InvalidOperationException>(() => OutputFile.Write(path, force: true, _ => throw new InvalidOperationException()));
        Assert.Equal([1], File.ReadAllBytes(path));
        OutputFile.Check(path, force: true);
        OutputFile.Write(path, force: true, stream => stream.WriteByte(2));
        Assert.Equal([2], File.ReadAllBytes(path));
        Assert.Equal(["x.npy"], Names(_folder.Path));
        Assert.Throws<TacWebException>(() => OutputFile.Check(_folder.Of("no", "x.npy"), force: false));
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
