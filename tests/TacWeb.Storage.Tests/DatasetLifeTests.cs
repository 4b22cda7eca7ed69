using TacWeb.Core.Datasets;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

/// <summary>Datasets as people browse them, delete them and take that back.</summary>
public sealed class DatasetLifeTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public DatasetLifeTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Images_come_page_by_page_whole_or_of_one_class()
    {
        int id = Add("d", ("a/0", "h0", "a"), ("a/1", "h1", "a"), ("b/0", "h2", "b"), ("a/2", "h3", "a"));
        Assert.Equal([1, 2], _data.Datasets.Page(id, null, 1, 2).Select(entry => entry.Row));
        Assert.Equal([1, 3], _data.Datasets.Page(id, "a", 1, 5).Select(entry => entry.Row));
        Assert.Equal([0, 1, 3], _data.Datasets.Rows(id, "a"));
        Assert.Equal([("a", 3), ("b", 1)], _data.Datasets.Classes(id));
        Assert.Equal(new StoredImage("b/0", "h2", "b"), _data.Datasets.Image(id, 2));
        Assert.Null(_data.Datasets.Image(id, 4));
        Assert.Null(_data.Datasets.Image(id, -1));
    }

    [Fact]
    public void Equal_files_are_found_in_groups()
    {
        int id = Add("d", ("0", "x", null), ("1", "y", null), ("2", "x", null), ("3", "z", null), ("4", "y", null), ("5", "x", null));
        Assert.Equal([[0, 2, 5], [1, 4]], _data.Datasets.Duplicates(id));
    }

    [Fact]
    public void A_deleted_dataset_is_gone_with_its_runs_until_it_is_restored()
    {
        int id = Add("d", ("0", "x", null));
        int run = AddRun(id);
        Assert.True(_data.Datasets.Delete(id, Now));
        Assert.False(_data.Datasets.Delete(id, Now));
        Assert.Empty(_data.Datasets.List());
        Assert.Null(_data.Datasets.Image(id, 0));
        Assert.Null(_data.Runs.Find(run));
        Assert.NotNull(_data.Datasets.Find(id)!.DeletedUtc);
        Assert.True(_data.Datasets.Restore(id));
        Assert.False(_data.Datasets.Restore(id));
        Assert.Single(_data.Datasets.List());
        Assert.NotNull(_data.Runs.Find(run));
    }

    [Fact]
    public void Uploading_a_deleted_dataset_again_brings_it_back()
    {
        int id = Add("d", ("0", "x", null));
        _data.Datasets.Delete(id, Now);
        Assert.Equal(id, Add("d", ("0", "x", null)));
        Assert.Single(_data.Datasets.List());
    }

    [Fact]
    public void A_sweep_takes_what_was_deleted_long_ago_and_keeps_pictures_that_another_dataset_has()
    {
        string shared = _data.Images.Add([1]), own = _data.Images.Add([2]);
        int gone = Add("gone", ("0", shared, null), ("1", own, null)), kept = Add("kept", ("0", shared, null));
        int run = AddRun(gone);
        _data.Datasets.Delete(gone, Now);
        Assert.Equal(0, _data.Sweep(Now.AddMinutes(-1)));
        Assert.Equal(1, _data.Sweep(Now.AddMinutes(1)));
        Assert.False(_data.Datasets.Restore(gone));
        Assert.Null(_data.Datasets.Find(gone));
        Assert.False(Directory.Exists(_data.Runs.FolderOf(run)));
        Assert.Throws<FileNotFoundException>(() => _data.Images.Read(own));
        Assert.Equal([1], _data.Images.Read(shared));
        Assert.NotNull(_data.Datasets.Image(kept, 0));
        int next = Add("gone", ("0", shared, null));
        Assert.True(next > kept, "a number is never given twice");
    }

    [Fact]
    public void A_given_name_is_kept_beside_the_run_and_can_be_taken_back()
    {
        int run = AddRun(Add("d", ("0", "x", null)));
        _data.Runs.Rename(run, 1, "  my cats ");
        _data.Runs.Rename(run, 2, "dogs");
        _data.Runs.Rename(run, 1, "cats");
        Assert.Equal(new Dictionary<int, string> { [1] = "cats", [2] = "dogs" }, _data.Runs.GivenNames(run));
        _data.Runs.Rename(run, 1, " ");
        Assert.Equal([2], _data.Runs.GivenNames(run).Keys);
        Assert.Empty(_data.Runs.GivenNames(99));
    }

    private int Add(string key, params (string Path, string Hash, string? Class)[] images) =>
        _data.Datasets.Add(key, key, [.. images.Select(image => new StoredImage(image.Path, image.Hash, image.Class))], [new SkippedFile("bad", "broken")], Now);

    private int AddRun(int dataset) => _data.Runs.Add(
        1, "tac", dataset, new StoredRun(0, "d", "tac", "mini", "words", 1, 1, 0, null, Now, TimeSpan.FromSeconds(1)), folder => File.WriteAllText(Path.Combine(folder, "report.json"), "{}"));
}
