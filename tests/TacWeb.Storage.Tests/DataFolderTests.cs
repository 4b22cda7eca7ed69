using TacWeb.Core;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_owner_is_refused_in_one_sentence_and_may_come_when_the_first_has_gone()
    {
        string root = _folder.Of("data");
        using (DataFolder.Open(root))
        {
            TacWebException refused = Assert.Throws<TacWebException>(() => DataFolder.Open(root));
            Assert.Contains("in use by another tacweb process", refused.Message, StringComparison.Ordinal);
            Assert.Contains(root, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }

        using DataFolder later = DataFolder.Open(root);
        Assert.Empty(later.Runs.List());
    }

    [Fact]
    public void A_lock_file_left_by_a_killed_process_does_not_lock()
    {
        _folder.Write("data/lock", []);
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        Assert.Equal(_folder.Of("data", "models"), data.Models);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_one_clear_sentence()
    {
        string file = _folder.Write("file", [1]);
        Assert.Contains(file, Assert.Throws<TacWebException>(() => DataFolder.Open(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_gives_the_lock_back()
    {
        string root = _folder.Of("data");
        using (DataFolder data = DataFolder.Open(root))
        {
            data.Database.Write(connection => Database.Run(connection, "PRAGMA user_version = 999"));
        }

        Assert.Contains("newer version", Assert.Throws<TacWebException>(() => DataFolder.Open(root)).Message, StringComparison.Ordinal);
        Assert.Contains("newer version", Assert.Throws<TacWebException>(() => DataFolder.Open(root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_in_the_place_of_the_database_is_one_clear_sentence()
    {
        _folder.Write("data/tacweb.db", [.. Enumerable.Repeat((byte)7, 5000)]);
        Assert.Contains("cannot be opened", Assert.Throws<TacWebException>(() => DataFolder.Open(_folder.Of("data"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_throws_leaves_no_trace()
    {
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        Assert.Throws<InvalidOperationException>(() => data.Database.Write<int>(connection =>
        {
            Database.Run(connection, "INSERT INTO encoders (sha256, dimension) VALUES ('x', 2)");
            throw new InvalidOperationException();
        }));
        Assert.Equal(0L, data.Database.Read(connection => Database.Scalar(connection, "SELECT COUNT(*) FROM encoders")));
    }
}
