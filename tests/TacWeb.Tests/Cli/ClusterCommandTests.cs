using System.IO.Compression;
using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

public sealed class ClusterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.Of("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_pictures_among_faulty_files_become_named_clusters()
    {
        string archive = Zip(
            ("disc/1.png", MadePictures.OfKind(0, 1)), ("stripes/2.png", MadePictures.OfKind(1, 2)), ("checks/3.png", MadePictures.OfKind(2, 3)),
            ("notes.txt", "not a picture"u8.ToArray()), ("disc/broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]), ("disc/empty.png", []), ("disc/huge.png", MadePictures.HugeHeader(30_000, 30_000)));
        CommandResult result = await Cluster(archive, "--k", "3", "--vocabulary", ShortVocabulary.Path);
        Assert.Equal((0, ""), (result.Code, result.Error.Contains("tacweb:", StringComparison.Ordinal) ? result.Error : ""));
        Assert.Equal(["assignments.csv", "clusters.json", "index.html", "report.json"], Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("ACC 100.00", result.Output, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "report.json"))).RootElement;
        Assert.Equal(3, report.GetProperty("dataset").GetProperty("images").GetInt32());
        Assert.Equal(4, report.GetProperty("dataset").GetProperty("skipped").GetArrayLength());
        Assert.Equal("tac-no-train", report.GetProperty("method").GetString());
        string[] names = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "clusters.json"))).RootElement.EnumerateArray().Select(cluster => cluster.GetProperty("name").GetString()!)];
        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.Contains(name, result.Output, StringComparison.Ordinal));
        Assert.Contains("skipped: notes.txt", result.Error, StringComparison.Ordinal);
        Assert.Contains("warning: Too few images to train with: N is 3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_and_an_imported_copy_of_the_model_serve_the_methods_that_use_them()
    {
        string archive = Zip([.. Enumerable.Range(0, 24).Select(i => ($"kind{i % 3}/{i}.png", MadePictures.OfKind(i % 3, i)))]);
        Assert.Equal(0, (await Tacweb.RunAsync("models", "import", ModelCopy.Of(_folder, "copy"), "--data", _folder.Of("data"))).Code);
        CommandResult result = await Cluster(
            archive, "--k", "3", "--vocabulary", ShortVocabulary.Path, "--method", "completer,turtle,cc",
            "--set", "secondEncoder=copy", "--set", "views=true", "--set", "epochs=10", "--set", "steps=40", "--set", "hidden=32");
        Assert.Equal((0, ""), (result.Code, result.Error.Contains("tacweb:", StringComparison.Ordinal) ? result.Error : ""));
        JsonElement Options(string method) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, method, "report.json"))).RootElement.GetProperty("options");
        Assert.Equal("copy", Options("turtle").GetProperty("secondEncoder").GetString());
        Assert.Equal("copy", Options("completer").GetProperty("secondEncoder").GetString());
        Assert.False(Options("cc").TryGetProperty("secondEncoder", out _));
        Assert.True(Options("cc").GetProperty("views").GetBoolean());
    }

    [Fact]
    public async Task Views_that_no_method_uses_are_bad_usage()
    {
        CommandResult result = await Cluster(Zip(("a.png", MadePictures.OfKind(0, 1))), "--method", "kmeans", "--set", "views=true");
        Assert.Equal(2, result.Code);
        Assert.Contains("views", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_archive_is_refused() =>
        await Refused("photos.zip", _folder.Write("photos.zip", "this is text, not an archive"u8.ToArray()));

    [Fact]
    public async Task An_empty_archive_is_refused() => await Refused("no image", Zip());

    [Theory]
    [InlineData("../escape.png")]
    [InlineData("a/../../escape.png")]
    [InlineData("/etc/escape.png")]
    [InlineData("C:/escape.png")]
    public async Task An_archive_with_a_name_that_leaves_it_is_refused_whole(string name)
    {
        await Refused(name.Split('/')[^1], Zip(("good.png", MadePictures.OfKind(0, 1)), (name, MadePictures.OfKind(0, 2))));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!, "escape.png"));
    }

    [Fact]
    public async Task An_input_that_is_not_there_is_named() => await Refused("nowhere.zip", _folder.Of("nowhere.zip"));

    [Fact]
    public async Task More_clusters_than_images_is_a_failure() =>
        await Refused("3", Zip(("a.png", MadePictures.OfKind(0, 1)), ("b.png", MadePictures.OfKind(1, 1))), "--k", "3", "--vocabulary", ShortVocabulary.Path);

    [Fact]
    public async Task A_model_without_one_of_its_files_is_named()
    {
        _folder.Write("data/models/half/model.json", File.ReadAllBytes(Repository.PathOf("models", "mini", "model.json")));
        await Refused("half", Zip(("a.png", MadePictures.OfKind(0, 1))), "--encoder", "half");
    }

    [Fact]
    public async Task A_vocabulary_that_is_not_there_is_named() =>
        await Refused("'unicorn.n.99'", Zip(("a.png", MadePictures.OfKind(0, 1))), "--vocabulary", "wordnet:unicorn.n.99");

    [Fact]
    public async Task A_folder_below_a_file_cannot_be_written()
    {
        string file = _folder.Write("file", [1]), archive = Zip(("a.png", MadePictures.OfKind(0, 1)));
        CommandResult result = await Tacweb.RunAsync("cluster", archive, "--out", Path.Combine(file, "out"), "--data", _folder.Of("data"));
        Assert.Equal(1, result.Code);
        Assert.Contains("out", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_left_alone()
    {
        string kept = _folder.Write("out/kept.txt", [1, 2]), archive = Zip(("a.png", MadePictures.OfKind(0, 1)));
        CommandResult result = await Cluster(archive);
        Assert.Equal(1, result.Code);
        Assert.Contains("--force", result.Reason, StringComparison.Ordinal);
        Assert.Equal([1, 2], File.ReadAllBytes(kept));
    }

    [Fact]
    public async Task Embed_writes_rows_and_their_paths()
    {
        string archive = Zip(("b/2.png", MadePictures.OfKind(1, 1)), ("a/1.png", MadePictures.OfKind(0, 1)), ("notes.txt", [65]));
        CommandResult result = await Tacweb.RunAsync("embed", archive, "--out", _folder.Of("x.npy"), "--data", _folder.Of("data"), "--json");
        Assert.Equal(0, result.Code);
        Assert.Equal(2, JsonDocument.Parse(result.Output).RootElement.GetProperty("count").GetInt32());
        Assert.Equal((2, 512), (Npy.ReadRows(_folder.Of("x.npy")).Count, Npy.ReadRows(_folder.Of("x.npy")).Dimension));
        Assert.Equal(["a/1.png", "b/2.png"], File.ReadAllLines(_folder.Of("x.paths.txt")).Order(StringComparer.Ordinal));
    }

    private async Task Refused(string reason, string input, params string[] more)
    {
        CommandResult result = await Cluster(input, more);
        Assert.Equal(1, result.Code);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(Out), "nothing is half-written");
        Assert.False(Directory.Exists(Out + ".partial"), "nothing is half-written");
    }

    private Task<CommandResult> Cluster(string input, params string[] more) => Tacweb.RunAsync(["cluster", input, "--out", Out, "--data", _folder.Of("data"), .. more]);

    private string Zip(params (string Name, byte[] Content)[] entries)
    {
        string path = _folder.Of("photos.zip");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            using Stream stream = archive.CreateEntry(name).Open();
            stream.Write(content);
        }

        return path;
    }
}
