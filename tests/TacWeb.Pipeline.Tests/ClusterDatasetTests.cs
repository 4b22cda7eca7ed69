using System.Text.Json;
using TacWeb.Core;
using TacWeb.Core.Jobs;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

public sealed class ClusterDatasetTests : IDisposable
{
    private readonly Walk _walk = new();

    public void Dispose() => _walk.Dispose();

    [Fact]
    public async Task Pictures_of_three_colours_become_three_named_clusters_and_four_files()
    {
        ClusterResult result = await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(12))));
        MethodResult run = Assert.Single(result.Methods);
        Assert.Equal(["bluish hue", "greenish hue", "reddish hue"], run.Clusters.Select(cluster => cluster.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, run.Report.Scores!.Accuracy);
        Assert.Equal(3, run.Report.Dataset!.Classes);
        Assert.Equal(["assignments.csv", "clusters.json", "index.html", "report.json"], Directory.GetFiles(_walk.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_walk.Out + ".partial"));
        string[] rows = await File.ReadAllLinesAsync(Path.Combine(_walk.Out, "assignments.csv"));
        Assert.Equal("path,cluster,name,class,confidence", rows[0]);
        Assert.Equal(37, rows.Length);
        Assert.Matches(@"^blue/0\.png,\d,bluish hue,blue,[01]\.\d{6}$", rows[1]);
    }

    [Fact]
    public async Task The_report_has_the_members_of_the_contract()
    {
        await _walk.RunAsync(_walk.Request(_walk.Zip([.. Pictures.ThreeColours(8), ("note.txt", [65])])));
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_walk.Out, "report.json")));
        JsonElement root = report.RootElement;
        Assert.Equal(
            ["dataset", "encoder", "vocabulary", "method", "options", "seed", "k", "warnings", "scores", "health", "timings", "peakMemoryMiB", "device", "version", "startedUtc"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("photos", root.GetProperty("dataset").GetProperty("name").GetString());
        Assert.Equal(24, root.GetProperty("dataset").GetProperty("images").GetInt32());
        Assert.Equal("note.txt", root.GetProperty("dataset").GetProperty("skipped")[0].GetProperty("path").GetString());
        Assert.Equal("fake", root.GetProperty("encoder").GetProperty("key").GetString());
        Assert.Equal("words.txt", root.GetProperty("vocabulary").GetProperty("key").GetString());
        Assert.Equal(20, root.GetProperty("vocabulary").GetProperty("nouns").GetInt32());
        Assert.Equal(["accuracy", "nmi", "ari", "ami", "purity"], root.GetProperty("scores").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["usedClusters", "smallest", "largest", "normalizedEntropy", "meanConfidence", "silhouette"], root.GetProperty("health").EnumerateObject().Select(member => member.Name));
        string[] stages = [.. root.GetProperty("timings").EnumerateArray().Select(timing => timing.GetProperty("stage").GetString()!)];
        Assert.Equal(["ingest", "embed", "nouns", "centres", "filter", "counterparts", "neighbours", "train", "names", "write"], stages);
        Assert.Equal("cpu", root.GetProperty("device").GetString());
        Assert.EndsWith("Z", root.GetProperty("startedUtc").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_json_has_the_members_of_the_contract()
    {
        await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(14))));
        using JsonDocument clusters = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_walk.Out, "clusters.json")));
        Assert.Equal(3, clusters.RootElement.GetArrayLength());
        JsonElement first = clusters.RootElement[0];
        Assert.Equal(["id", "name", "size", "confidence", "concepts", "representatives", "uncertain"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["lemma", "synset", "gloss", "hypernyms", "weight", "coverage", "lift"], first.GetProperty("concepts")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(12, first.GetProperty("representatives").GetArrayLength());
        Assert.Equal(12, first.GetProperty("uncertain").GetArrayLength());
        Assert.EndsWith(".png", first.GetProperty("representatives")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_again_embeds_nothing_and_gives_the_same_bytes()
    {
        string zip = _walk.Zip(Pictures.ThreeColours(10));
        await _walk.RunAsync(_walk.Request(zip));
        (int images, int nouns) = (_walk.Encoder.Images, _walk.Encoder.Nouns);
        string second = _walk.Folder.Of("second");
        await _walk.RunAsync(_walk.Request(zip) with { Output = second });
        Assert.Equal((30, 20), (images, nouns));
        Assert.Equal((30, 20), (_walk.Encoder.Images, _walk.Encoder.Nouns));
        Assert.Equal(Walk.Repeatable(_walk.Out), Walk.Repeatable(second));
        Assert.Equal(2, _walk.Data(data => data.Runs.List().Count));
    }

    [Fact]
    public async Task The_run_is_kept_in_the_data_folder_and_its_steps_are_gone()
    {
        ClusterResult result = await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(10))));
        StoredRun run = _walk.Data(data => data.Runs.List().Single());
        Assert.Equal(result.Methods[0].RunId, run.Id);
        Assert.Equal(("photos", "tac", "fake", "words.txt", 30, 3), (run.Dataset, run.Method, run.Encoder, run.Vocabulary, run.Images, run.ClusterCount));
        string folder = _walk.Data(data => data.Runs.FolderOf(run.Id));
        Assert.Equal(Walk.Repeatable(_walk.Out), Walk.Repeatable(folder));
        Assert.True(File.Exists(Path.Combine(folder, "partition.bin")));
        Assert.Empty(Directory.GetFiles(_walk.Folder.Of("data", "steps")));
    }

    [Fact]
    public async Task Damaged_pictures_are_listed_and_the_rest_is_clustered()
    {
        string zip = _walk.Zip([.. Pictures.ThreeColours(8), ("red/broken.png", Pictures.Broken), ("red/empty.png", [])]);
        Report report = (await _walk.RunAsync(_walk.Request(zip))).Methods[0].Report;
        Assert.Equal(24, report.Dataset!.Images);
        Assert.Equal(["red/broken.png", "red/empty.png"], report.Dataset.Skipped.Select(file => file.Path));
        int encoded = _walk.Encoder.Images;
        await _walk.RunAsync(_walk.Request(zip) with { Output = _walk.Folder.Of("again") });
        Assert.Equal(encoded, _walk.Encoder.Images); // the failure is remembered too
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_few_pictures_are_clustered_with_a_warning(int count)
    {
        string zip = _walk.Zip(Pictures.ThreeColours(2).Take(count));
        Report report = (await _walk.RunAsync(_walk.Request(zip) with { ClusterCount = null })).Methods[0].Report;
        Assert.Equal("tac-no-train", report.Method);
        Assert.Equal(count == 1 ? 1 : 2, report.K);
        Assert.Equal(count, report.Dataset!.Images);
        Assert.Contains(report.Warnings, warning => warning.Contains("tac-no-train", StringComparison.Ordinal));
    }

    [Fact]
    public async Task K_is_found_when_it_is_not_given()
    {
        Report report = (await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(10))) with { ClusterCount = null })).Methods[0].Report;
        Assert.Equal(3, report.K);
        Assert.Equal("tac", report.Method);
    }

    [Fact]
    public async Task A_k_above_n_is_the_callers_mistake_and_leaves_nothing()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(1))) with { ClusterCount = 4 }));
        Assert.Contains("4", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_walk.Folder.Path, "out*"));
    }

    [Fact]
    public async Task Several_methods_write_a_folder_each_and_share_what_they_can()
    {
        ClusterResult result = await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(10))) with { Methods = ["tac", "kmeans", "spherical-kmeans", "tac-no-train"] });
        Assert.Equal(["kmeans", "spherical-kmeans", "tac", "tac-no-train"], Directory.GetDirectories(_walk.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(result.Methods, method => Assert.True(File.Exists(Path.Combine(method.Folder, "index.html"))));
        Assert.All(result.Methods, method => Assert.Equal(3, method.Clusters.Count(cluster => cluster.Name.EndsWith(" hue", StringComparison.Ordinal))));
        Assert.Equal(4, _walk.Data(data => data.Runs.List().Count));
        Assert.All(result.Methods, method =>
        {
            double own = _walk.Data(data => data.Runs.Find(method.RunId)!.Duration.TotalSeconds);
            Assert.InRange(own, 1e-6, method.Report.Timings.Sum(timing => timing.Seconds) - method.Report.Timings.First(timing => timing.Stage == "embed").Seconds + 0.01); // what all share is not the method's
        });
        Assert.Equal(30, _walk.Encoder.Images);
    }

    [Fact]
    public async Task Several_seeds_give_their_runs_mean_and_deviation_and_the_one_with_the_lowest_loss_is_written()
    {
        string zip = _walk.Zip(Pictures.ThreeColours(10));
        Report report = (await _walk.RunAsync(_walk.Request(zip) with { Seeds = 3, Seed = 4 })).Methods[0].Report;
        Assert.Equal([4, 5, 6], report.Runs!.Select(run => run.Seed));
        ReportRun best = report.Runs!.MinBy(run => run.Loss)!;
        Assert.Equal(best.Seed, report.Seed);
        Assert.Equal(best.Scores, report.Scores);
        Assert.Equal(report.Runs!.Average(run => run.Scores!.Nmi), report.Mean!.Nmi, 12);
        Assert.NotNull(report.StandardDeviation);
        await _walk.RunAsync(_walk.Request(zip) with { Seed = best.Seed, Output = _walk.Folder.Of("alone") });
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_walk.Out, "assignments.csv")), await File.ReadAllBytesAsync(Path.Combine(_walk.Folder.Of("alone"), "assignments.csv")));
    }

    [Fact]
    public async Task Labels_of_a_file_score_the_images_that_have_one_and_tell_of_strangers()
    {
        string labels = _walk.Folder.Write("labels.csv", "path,label\nred/0.png,r\nred/1.png,r\ngreen/0.png,g\nnowhere.png,g\n"u8.ToArray());
        Report report = (await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(8))) with { Labels = LabelSource.Parse(labels) })).Methods[0].Report;
        Assert.Equal(2, report.Dataset!.Classes);
        Assert.Equal(1, report.Scores!.Accuracy);
        Assert.Contains(report.Warnings, warning => warning.Contains("nowhere.png", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, warning => warning.StartsWith("21 of 24 images have no class", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_labels_there_are_no_scores()
    {
        Report report = (await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(8))) with { Labels = LabelSource.None })).Methods[0].Report;
        Assert.Null(report.Scores);
        Assert.Null(report.Dataset!.Classes);
    }

    [Fact]
    public async Task Mistakes_show_before_any_work()
    {
        ClusterRequest request = _walk.Request(_walk.Zip(Pictures.ThreeColours(3)));
        _walk.Folder.Write("full/a.txt", [1]);
        await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(request with { Methods = ["nonsense"] }));
        await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(request with { Options = new Dictionary<string, string> { ["nonsense"] = "1" } }));
        await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(request with { Options = new Dictionary<string, string> { ["retrievalTemperature"] = "-1" } }));
        await Assert.ThrowsAsync<TacWebException>(() => _walk.RunAsync(request with { Vocabulary = "nonsense" }));
        await Assert.ThrowsAsync<TacWebException>(() => _walk.RunAsync(request with { Output = _walk.Folder.Of("full") }));
        await Assert.ThrowsAsync<TacWebException>(() => _walk.RunAsync(request with { Output = Path.Combine(request.Input!, "out") }));
        Assert.Equal(0, _walk.Encoder.Images);
        Assert.Empty(Directory.GetDirectories(_walk.Folder.Path, "out*"));
    }

    [Fact]
    public async Task A_budget_is_told_in_the_report_and_fits_anew()
    {
        ClusterRequest request = _walk.Request(_walk.Zip(Pictures.ThreeColours(8)));
        Report free = (await _walk.RunAsync(request)).Methods[0].Report;
        Report cut = (await _walk.RunAsync(request with { Options = new Dictionary<string, string>(request.Options) { ["budget"] = "0.001s" }, Force = true })).Methods[0].Report;
        Assert.False(free.Options.ContainsKey("budget"));
        Assert.Equal("0.001s", (string?)cut.Options["budget"]);
        Assert.DoesNotContain(free.Warnings, Stopped);
        Assert.Contains(cut.Warnings, Stopped);
        await Assert.ThrowsAsync<ArgumentException>(() => _walk.RunAsync(request with { Options = new Dictionary<string, string> { ["budget"] = "soon" } }));

        static bool Stopped(string warning) => warning.StartsWith("Training stopped in epoch 1 of 60", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_replaces_an_older_result()
    {
        ClusterRequest request = _walk.Request(_walk.Zip(Pictures.ThreeColours(8)));
        await _walk.RunAsync(request);
        await Assert.ThrowsAsync<TacWebException>(() => _walk.RunAsync(request));
        await _walk.RunAsync(request with { Methods = ["kmeans"], Options = new Dictionary<string, string>(), Force = true });
        Assert.Contains("\"kmeans\"", await File.ReadAllTextAsync(Path.Combine(_walk.Out, "report.json")), StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(_walk.Folder.Path, "out*"));
    }

    [Fact]
    public async Task Progress_names_the_stages_in_order_and_ends_each()
    {
        List<JobProgress> told = [];
        await _walk.RunAsync(_walk.Request(_walk.Zip(Pictures.ThreeColours(10))), new Sink(told.Add));
        Assert.Equal(["ingest", "embed", "nouns", "filter", "counterparts", "train", "names", "write"], told.Select(progress => progress.Step).Distinct());
        Assert.All(told.GroupBy(progress => progress.Step), step => Assert.Equal(1, step.Last().Fraction));
        Assert.Contains(told, progress => progress.Detail == "30 of 30 images");
    }

    private sealed class Sink(Action<JobProgress> told) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            lock (told)
            {
                told(value);
            }
        }
    }

    [Fact]
    public async Task A_method_that_needs_pixels_gets_them_and_its_drawings_lie_beside_the_run()
    {
        ClusterRequest request = _walk.Request(_walk.Zip(Pictures.ThreeColours(8))) with
        {
            Methods = ["dcgan", "kmeans"],
            Options = new Dictionary<string, string> { ["epochs"] = "1", ["batchSize"] = "12", ["maps"] = "2", ["latent"] = "8" },
        };
        ClusterResult result = await _walk.RunAsync(request);
        string[] drawn = [.. _walk.Data(data => Directory.GetFiles(data.Runs.FolderOf(result.Methods[0].RunId), "samples-*.webp")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(["samples-0.webp", "samples-1.webp", "samples-2.webp"], drawn);
        Assert.Contains(result.Methods[0].Report.Timings, timing => timing.Stage == "pixels");
        Assert.Empty(_walk.Data(data => Directory.GetFiles(data.Runs.FolderOf(result.Methods[1].RunId), "samples-*.webp")));
        Assert.Equal(1, result.Methods[0].Report.Scores!.Accuracy);
    }
}
