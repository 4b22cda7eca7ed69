using TacWeb.Core.Corrections;
using TacWeb.Core.Evaluation;
using TacWeb.Storage.Accounts;
using TacWeb.Storage.Uploads;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class AccessTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _whole;
    private readonly DataFolder _anns;
    private readonly DataFolder _bobs;
    private readonly int _dataset;
    private readonly int _run;

    public AccessTests()
    {
        _whole = DataFolder.Open(_folder.Of("data"));
        User ann = _whole.Accounts.Users.AddFirst("ann", "", Now)!;
        (_anns, _bobs) = (_whole.For(() => new Access(ann.Id, false)), _whole.For(() => new Access(ann.Id + 1, false)));
        _dataset = _whole.Datasets.Add("key", "photos", [new StoredImage("a/1.png", "h", "a"), new StoredImage("a/2.png", "h", "a")], [], Now, ann.Id);
        _run = _whole.Runs.Add(1, "tac", _dataset, new StoredRun(0, "photos", "tac", "mini", "", 2, 1, 0, null, Now, TimeSpan.Zero), _ => { });
    }

    public void Dispose()
    {
        _whole.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_dataset_is_there_for_its_owner_and_for_who_sees_all()
    {
        foreach (DataFolder data in new[] { _whole, _anns })
        {
            Assert.Single(data.Datasets.List());
            Assert.Equal(2, data.Datasets.Images(_dataset).Count);
            Assert.NotNull(data.Datasets.Image(_dataset, 0));
            Assert.Single(data.Datasets.Classes(_dataset));
            Assert.Single(data.Datasets.Duplicates(_dataset));
            Assert.Equal(2, data.Datasets.Rows(_dataset, "a").Count + data.Datasets.Page(_dataset, "a", 0, 10).Count - 2);
            Assert.NotNull(data.Runs.Find(_run));
        }
    }

    [Fact]
    public void For_others_it_is_not_there()
    {
        Assert.Empty(_bobs.Datasets.List());
        Assert.Null(_bobs.Datasets.Find(_dataset));
        Assert.Empty(_bobs.Datasets.Images(_dataset));
        Assert.Null(_bobs.Datasets.Image(_dataset, 0));
        Assert.Empty(_bobs.Datasets.Classes(_dataset));
        Assert.Empty(_bobs.Datasets.Duplicates(_dataset));
        Assert.Empty(_bobs.Datasets.Rows(_dataset, null));
        Assert.Empty(_bobs.Datasets.Rows(_dataset, "a"));
        Assert.Empty(_bobs.Datasets.Page(_dataset, null, 0, 10));
        Assert.Empty(_bobs.Datasets.Page(_dataset, "a", 0, 10));
        Assert.False(_bobs.Datasets.Delete(_dataset, Now));
        Assert.Empty(_bobs.Runs.List());
        Assert.Empty(_bobs.Runs.OfDataset(_dataset));
        Assert.Null(_bobs.Runs.Find(_run));
        Assert.Empty(_whole.For(() => Access.Nothing).Datasets.List());
    }

    [Fact]
    public void Nobody_edits_what_is_anothers()
    {
        Correction rename = new(CorrectionKind.Rename) { Cluster = 0, Name = "mine" };
        _bobs.Runs.Rename(_run, 0, "mine");
        _bobs.Corrections.Add(_run, [rename], Now);
        Assert.Empty(_whole.Runs.GivenNames(_run));
        Assert.Empty(_whole.Corrections.Of(_run));
        _anns.Runs.Rename(_run, 0, "birds");
        _anns.Corrections.Add(_run, [rename], Now);
        Assert.Equal("birds", _anns.Runs.GivenNames(_run)[0]);
        Assert.Empty(_bobs.Runs.GivenNames(_run));
        Assert.Empty(_bobs.Corrections.Of(_run));
        Assert.Equal((0, 0L), _bobs.Corrections.State(_run));
        Assert.False(_bobs.Corrections.DropLast(_run));
        Assert.True(_anns.Corrections.DropLast(_run));
    }

    [Fact]
    public void A_deleted_dataset_comes_back_to_its_owner_only()
    {
        Assert.True(_anns.Datasets.Delete(_dataset, Now));
        Assert.False(_bobs.Datasets.Restore(_dataset));
        Assert.True(_anns.Datasets.Restore(_dataset));
    }

    [Fact]
    public void The_same_pictures_are_a_dataset_for_each_owner()
    {
        int bobs = _whole.Datasets.Add("key", "photos", [new StoredImage("a/1.png", "h", "a")], [], Now, 2), nobodys = _whole.Datasets.Add("key", "photos", [new StoredImage("a/1.png", "h", "a")], [], Now);
        Assert.Equal(3, new[] { _dataset, bobs, nobodys }.Distinct().Count());
        Assert.Equal(bobs, _whole.Datasets.Add("key", "photos", [], [], Now, 2));
    }

    [Fact]
    public void Jobs_and_their_logs_are_their_owners()
    {
        int job = _whole.Queue.Add("run", "TAC on photos", "{}", Now, _anns.Queue.Owner);
        _whole.Queue.Log(job, Now, "a line");
        Assert.Equal(job, Assert.Single(_anns.Queue.Open()).Id);
        Assert.Single(_anns.Queue.LogOf(job));
        Assert.Empty(_bobs.Queue.List());
        Assert.Null(_bobs.Queue.Find(job));
        Assert.Empty(_bobs.Queue.LogOf(job));
        Assert.False(_bobs.Queue.CancelWaiting(job, Now));
        Assert.True(_anns.Queue.CancelWaiting(job, Now));
        Assert.False(_bobs.Queue.Retry(job));
    }

    [Fact]
    public async Task Uploads_are_their_owners()
    {
        UploadFiles whole = new(_folder.Of("uploads"), UploadLimits.Default with { FreeDiskBytes = 0 }, TimeProvider.System);
        UploadFiles anns = whole.For(() => new Access(1, false)), bobs = whole.For(() => new Access(2, false));
        Upload upload = anns.Create(3, "a.png", null, "");
        Assert.Equal(1, anns.Find(upload.Id)!.Owner);
        Assert.Null(bobs.Find(upload.Id));
        Assert.Equal(AppendOutcome.Missing, (await bobs.AppendAsync(upload.Id, 0, new MemoryStream([1, 2, 3]), null, default)).Outcome);
        Assert.False(bobs.Delete(upload.Id));
        Assert.Equal(AppendOutcome.Appended, (await anns.AppendAsync(upload.Id, 0, new MemoryStream([1, 2, 3]), null, default)).Outcome);
        Assert.True(anns.Delete(upload.Id));
    }

    [Fact]
    public void Who_is_removed_leaves_datasets_and_jobs_to_the_admin()
    {
        int job = _whole.Queue.Add("run", "TAC on photos", "{}", Now, _anns.Queue.Owner);
        _whole.Accounts.Users.Remove(1);
        Assert.Empty(_anns.Datasets.List());
        Assert.Null(_whole.Datasets.Find(_dataset)!.Owner);
        Assert.Null(_whole.Queue.Find(job)!.Owner);
    }

    [Fact]
    public void A_disposed_view_closes_nothing()
    {
        _anns.Dispose();
        Assert.Single(_whole.Datasets.List());
    }
}
