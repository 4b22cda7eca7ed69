using System.IO.Compression;
using TacWeb.Core;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests.Ingest;

public sealed class IngestInputTests : IDisposable
{
    private static readonly byte[] Red = Pictures.OfColour(0, 1);
    private static readonly byte[] Green = Pictures.OfColour(1, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public IngestInputTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_folder_and_a_zip_of_the_same_pictures_give_the_same_in_ordinal_order()
    {
        (string, byte[])[] files = [("b/2.png", Red), ("B/1.png", Green), ("a.png", Pictures.OfColour(2, 1)), ("b/10.png", Pictures.OfColour(2, 2))];
        foreach ((string name, byte[] content) in files)
        {
            _folder.Write("photos/" + name, content);
        }

        Ingested folder = Run(_folder.Of("photos")), zip = Run(Zip("photos.zip", files));
        Assert.Equal(["B/1.png", "a.png", "b/10.png", "b/2.png"], folder.Images.Select(image => image.Path));
        Assert.Equal(folder.Images, zip.Images);
        Assert.Equal("photos", folder.Name);
        Assert.Equal("photos", zip.Name);
        Assert.Equal(Red, _data.Images.Read(folder.Images[3].Hash));
    }

    [Fact]
    public void Faulty_entries_are_listed_with_a_reason_and_the_rest_is_kept()
    {
        byte[] zip = MadeArchives.Zip(
            ("good.png", Red), ("note.txt", "hello"u8.ToArray()), ("empty.png", []), ("huge.png", MadePictures.HugeHeader(30_000, 30_000)), ("secret.png", Green), ("link.png", Green),
            ("inner.zip", MadeArchives.Zip(("x.png", Red))), ("nul.png", Green), ("tab\t.png", Green), ("good.png", Green), ("__MACOSX/._good.png", [1]), (".DS_Store", [1]), ("folder/", []));
        zip = MadeArchives.MarkSymbolicLink(MadeArchives.MarkEncrypted(zip, "secret.png"), "link.png");
        Ingested input = Run(_folder.Write("mixed.zip", zip));
        Assert.Equal(["good.png"], input.Images.Select(image => image.Path));
        Assert.Equal(Red, _data.Images.Read(input.Images[0].Hash));
        Dictionary<string, string> reasons = input.Skipped.ToDictionary(file => file.Path, file => file.Reason);
        Assert.Equal(["empty.png", "good.png", "huge.png", "inner.zip", "link.png", "note.txt", "nul.png", "secret.png", "tab\uFFFD.png"], reasons.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("0 bytes", reasons["empty.png"], StringComparison.Ordinal);
        Assert.Contains("30,000", reasons["huge.png"], StringComparison.Ordinal);
        Assert.Contains("encrypted", reasons["secret.png"], StringComparison.Ordinal);
        Assert.Contains("symbolic link", reasons["link.png"], StringComparison.Ordinal);
        Assert.Contains("archive", reasons["inner.zip"], StringComparison.Ordinal);
        Assert.Contains("same name", reasons["good.png"], StringComparison.Ordinal);
        Assert.Contains("Windows", reasons["nul.png"], StringComparison.Ordinal);
        Assert.Contains("control", reasons["tab\uFFFD.png"], StringComparison.Ordinal);
        Assert.All(reasons.Values, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../x.png")]
    [InlineData("a\\..\\..\\x.png")]
    [InlineData("/x.png")]
    [InlineData("C:\\x.png")]
    public void An_entry_that_leads_outside_refuses_the_whole_archive(string name)
    {
        string zip = Zip("evil.zip", [("good.png", Red), (name, Green)]);
        Assert.Contains("leads outside the archive", Refused(zip), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Of("data", "images")));
    }

    [Fact]
    public void What_is_no_archive_or_holds_no_image_is_one_clear_sentence()
    {
        Assert.Contains("not a zip", Refused(_folder.Write("a.zip", "hello"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("not a zip", Refused(_folder.Write("cut.zip", MadeArchives.Zip(("a.png", Red))[..100])), StringComparison.Ordinal);
        Assert.Contains("no image", Refused(Zip("empty.zip", [])), StringComparison.Ordinal);
        Assert.Contains("no image", Refused(Zip("text.zip", [("a.txt", [65])])), StringComparison.Ordinal);
        Assert.Contains("no file or folder", Refused(_folder.Of("none")), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.Of("bare"));
        Assert.Contains("no image", Refused(_folder.Of("bare")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_with_damaged_packed_bytes_is_skipped()
    {
        byte[] zip = MadeArchives.Zip(("a.png", Red), ("b.png", Green));
        zip.AsSpan(60, 40).Fill(0xFF); // inside the packed bytes of a.png
        Ingested input = Run(_folder.Write("torn.zip", zip));
        Assert.Equal("b.png", Assert.Single(input.Images).Path);
        Assert.Equal("a.png", Assert.Single(input.Skipped).Path);
    }

    [Fact]
    public void Limits_count_the_bytes_that_really_come()
    {
        byte[] bomb = new byte[3 << 20];
        string zip = Zip("bomb.zip", [("a.png", Red), ("bomb.png", bomb)]);
        IngestLimits tight = new(Ratio: 20, RatioFromBytes: 1 << 20);
        Assert.Contains("20 times", Assert.Single(Run(zip, tight).Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("larger than", Assert.Single(Run(zip, new IngestLimits(FileBytes: 1 << 20)).Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("holds more than", Refused(zip, new IngestLimits(TotalBytes: 1 << 20)), StringComparison.Ordinal);
        Assert.Contains("2 entries", Refused(zip, new IngestLimits(Entries: 1)), StringComparison.Ordinal);
        Assert.Contains("pixels", Assert.Single(Run(Zip("p.zip", [("a.png", Red), ("b.png", MadePictures.Png(40, (_, _) => (1, 2, 3)))]), new IngestLimits(Pixels: 1000)).Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_outside_a_folder_are_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // links need a privilege there
        }

        _folder.Write("photos/a.png", Red);
        _folder.Write("outside/secret.png", Green);
        File.CreateSymbolicLink(_folder.Of("photos", "inside.png"), _folder.Of("photos", "a.png"));
        File.CreateSymbolicLink(_folder.Of("photos", "outside.png"), _folder.Of("outside", "secret.png"));
        File.CreateSymbolicLink(_folder.Of("photos", "dangling.png"), _folder.Of("nowhere.png"));
        Directory.CreateSymbolicLink(_folder.Of("photos", "folder"), _folder.Of("outside"));
        Directory.CreateSymbolicLink(_folder.Of("photos", "loop"), _folder.Of("photos"));
        Ingested input = Run(_folder.Of("photos"));
        Assert.Equal(["a.png", "inside.png"], input.Images.Select(image => image.Path));
        Assert.Equal(["dangling.png", "folder", "loop", "outside.png"], input.Skipped.Select(file => file.Path));
    }

    [Fact]
    public void Cancelling_stops_between_files()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        string zip = Zip("a.zip", [("a.png", Red)]);
        Assert.Throws<OperationCanceledException>(() => new IngestInput(_data.Images, IngestLimits.Default).Run(zip, new ProgressMeter(null, TimeProvider.System), source.Token));
    }

    [Fact]
    public void The_archive_is_left_as_it_is()
    {
        string zip = Zip("a.zip", [("a.png", Red)]);
        byte[] before = File.ReadAllBytes(zip);
        Run(zip);
        Assert.Equal(before, File.ReadAllBytes(zip));
        using ZipArchive archive = ZipFile.OpenRead(zip);
        Assert.Single(archive.Entries);
    }

    private string Zip(string name, IEnumerable<(string, byte[])> entries) => _folder.Write(name, MadeArchives.Zip(entries));

    private Ingested Run(string input, IngestLimits? limits = null) => new IngestInput(_data.Images, limits ?? IngestLimits.Default).Run(input, new ProgressMeter(null, TimeProvider.System), CancellationToken.None);

    private string Refused(string input, IngestLimits? limits = null) => Assert.Throws<TacWebException>(() => Run(input, limits)).Message;
}
