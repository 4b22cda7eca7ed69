using System.Text;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_file_written_by_many_threads_at_once_is_whole_and_leaves_no_draft()
    {
        string path = _folder.Of("words.txt");
        using Barrier start = new(4);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Factory.StartNew(
            () =>
            {
                for (int round = 0; round < 20; round++)
                {
                    start.SignalAndWait();
                    AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(new string((char)('a' + writer), 5000))));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        string content = await File.ReadAllTextAsync(path);
        Assert.Equal(5000, content.Length);
        Assert.Single(content.Distinct());
        Assert.Equal(["words.txt"], _folder.Entries());
    }

    [Fact]
    public void What_fails_while_it_is_written_leaves_the_old_file_and_no_draft()
    {
        string path = _folder.Write("words.txt", "old"u8.ToArray());
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(path, stream => throw new InvalidDataException()));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["words.txt"], _folder.Entries());
    }
}
