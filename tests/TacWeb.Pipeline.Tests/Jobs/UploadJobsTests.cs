using TacWeb.Core;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests.Jobs;

/// <summary>From finished uploads to a preview and a dataset.</summary>
public sealed class UploadJobsTests : IDisposable
{
    private static readonly JobContext Quiet = new(new Progress<Core.Jobs.JobProgress>(), _ => { }, _ => { });
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;
    private readonly UploadFiles _uploads;

    public UploadJobsTests()
    {
        _data = DataFolder.Open(_folder.Of("data"));
        _uploads = new UploadFiles(_folder.Of("data/uploads"), UploadLimits.Default with { FreeDiskBytes = 0 }, TimeProvider.System);
    }

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_dropped_folder_keeps_its_folders_as_classes()
    {
        string[] ids = [await AddAsync("a.png", "pets/cat/a.png", Pictures.OfColour(0, 1)), await AddAsync("b.png", "pets/dog/b.png", Pictures.OfColour(1, 2)), await AddAsync("c.png", "pets/dog/c.png", Pictures.OfColour(1, 3))];
        UploadCheck check = await CheckAsync(ids);
        Assert.Equal(("pets", 3, 0), (check.Name, check.Images, check.SkippedCount));
        Assert.Equal([new ClassCount("cat", 1), new ClassCount("dog", 2)], check.Classes);
        DatasetResult made = await MakeAsync(new DatasetRequest { Uploads = ids });
        Assert.Equal(["pets/cat/a.png", "pets/dog/b.png", "pets/dog/c.png"], _data.Datasets.Images(made.Dataset).Select(image => image.Path));
        Assert.Equal(["cat", "dog", "dog"], _data.Datasets.Images(made.Dataset).Select(image => image.ClassName));
        Assert.All(ids, id => Assert.Null(_uploads.Find(id)));
    }

    [Fact]
    public async Task One_zip_is_the_input_and_gives_the_name()
    {
        string id = await AddAsync("Holiday.zip", "Holiday.zip", MadeArchives.Zip(Pictures.ThreeColours(2)));
        UploadCheck check = await CheckAsync([id]);
        Assert.Equal(("Holiday", 6, 3), (check.Name, check.Images, check.Classes.Count));
        Assert.True(check.DiskBytes > check.Bytes && check.Seconds > 0);
    }

    [Fact]
    public async Task A_zip_beside_files_is_opened_too_and_duplicates_are_counted()
    {
        string[] ids = [await AddAsync("x.zip", "x.zip", MadeArchives.Zip([("k/0.png", Pictures.OfColour(0, 0))])), await AddAsync("0.png", "0.png", Pictures.OfColour(0, 0)), await AddAsync("1.png", "1.png", Pictures.OfColour(1, 0))];
        UploadCheck check = await CheckAsync(ids);
        Assert.Equal(("Pictures", 3, 1), (check.Name, check.Images, check.Duplicates));
    }

    [Fact]
    public async Task Bad_files_are_told_by_name_and_the_rest_is_kept()
    {
        string[] ids =
        [
            await AddAsync("ok.png", "d/ok.png", Pictures.OfColour(0, 1)),
            await AddAsync("evil.svg", "d/evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray()),
            await AddAsync("page.png", "d/page.png", "<!doctype html><script>alert(1)</script>"u8.ToArray()),
            await AddAsync("empty.png", "d/empty.png", []),
            await AddAsync("out.png", "../../out.png", Pictures.OfColour(1, 1)),
            await AddAsync("huge.png", "d/huge.png", MadePictures.HugeHeader(60_000, 60_000)),
            await AddAsync("ok.png", "d/ok.png", Pictures.OfColour(2, 1)),
        ];
        UploadCheck check = await CheckAsync(ids);
        Assert.Equal(1, check.Images);
        Assert.Equal(6, check.SkippedCount);
        Assert.All(check.Skipped, file => Assert.NotEmpty(file.Reason));
        Assert.Contains(check.Skipped, file => file.Reason.Contains("outside", StringComparison.Ordinal));
        Assert.Contains(check.Skipped, file => file.Reason.Contains("same path", StringComparison.Ordinal));
        DatasetResult made = await MakeAsync(new DatasetRequest { Uploads = ids, Labels = "none", Name = "  mine " });
        Assert.Equal(6, _data.Datasets.Skipped(made.Dataset).Count);
        Assert.Equal("mine", _data.Datasets.Find(made.Dataset)!.Name);
    }

    [Fact]
    public async Task A_zip_that_leaves_itself_is_refused_whole_and_so_is_an_unfinished_upload()
    {
        string bad = await AddAsync("bad.zip", "bad.zip", MadeArchives.Zip([("../evil.png", Pictures.OfColour(0, 1)), ("ok.png", Pictures.OfColour(0, 2))]));
        Assert.Contains("evil.png", (await Assert.ThrowsAsync<TacWebException>(() => CheckAsync([bad]))).Message, StringComparison.Ordinal);
        string half = _uploads.Create(10, "half.png", "half.png", "").Id;
        Assert.Contains("not finished", (await Assert.ThrowsAsync<TacWebException>(() => CheckAsync([half]))).Message, StringComparison.Ordinal);
        Assert.Contains("not finished", (await Assert.ThrowsAsync<TacWebException>(() => CheckAsync(["../../etc"]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_files_are_refused_with_the_limit()
    {
        string[] ids = [await AddAsync("a.png", "a.png", Pictures.OfColour(0, 1)), await AddAsync("b.png", "b.png", Pictures.OfColour(0, 2))];
        Assert.Contains("at most 1", (await Assert.ThrowsAsync<TacWebException>(() => CheckAsync(ids, IngestLimits.Default with { Entries = 1 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_files_again_are_the_same_dataset()
    {
        async Task<int> Once() => (await MakeAsync(new DatasetRequest { Uploads = [await AddAsync("p.zip", "p.zip", MadeArchives.Zip(Pictures.ThreeColours(1)))] })).Dataset;
        Assert.Equal(await Once(), await Once());
        Assert.Single(_data.Datasets.List());
    }

    [Fact]
    public async Task The_sample_needs_no_upload()
    {
        DatasetResult made = await MakeAsync(new DatasetRequest { Sample = true, Name = "Sample" });
        Assert.Equal((440, 14), (made.Images, _data.Datasets.Classes(made.Dataset).Count));
    }

    private async Task<string> AddAsync(string name, string path, byte[] content)
    {
        Upload upload = _uploads.Create(content.Length, name, path, "");
        await _uploads.AppendAsync(upload.Id, 0, new MemoryStream(content), null, CancellationToken.None);
        return upload.Id;
    }

    private async Task<UploadCheck> CheckAsync(string[] ids, IngestLimits? limits = null)
    {
        CheckUploads kind = new(_data, _uploads, () => RealWordNet.Nouns, limits ?? IngestLimits.Default, TimeProvider.System);
        return JobJson.Read<UploadCheck>(await kind.RunAsync(Job(new DatasetRequest { Uploads = ids }), Quiet, CancellationToken.None));
    }

    private async Task<DatasetResult> MakeAsync(DatasetRequest request)
    {
        string sample = Repository.PathOf("wwwroot/samples/sample-photos.zip");
        MakeDataset kind = new(_data, _uploads, () => RealWordNet.Nouns, sample, IngestLimits.Default, TimeProvider.System);
        return JobJson.Read<DatasetResult>(await kind.RunAsync(Job(request), Quiet, CancellationToken.None));
    }

    private static QueuedJob Job(DatasetRequest request) => new(1, "check", "", JobJson.Write(request), JobState.Running, 1, default, null, null, null, null);
}
