using System.Text.Json;
using TacWeb.Core.Numerics;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

public sealed class FitCommandTests : IDisposable
{
    private const int Kinds = 3, Each = 20, Dimension = 12;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clusters_of_clear_blobs_are_found_and_scored()
    {
        CommandResult result = await Tacweb.RunAsync("fit", "--images", Images(), "--method", "spherical-kmeans", "--k", "3", "--labels", Truth(), "--out", _folder.Of("c.npy"));
        Assert.Equal(0, result.Code);
        Assert.Contains("ACC 100.00  NMI 100.00", result.Output, StringComparison.Ordinal);
        Assert.Equal(Kinds * Each, Npy.ReadLabels(_folder.Of("c.npy")).Length);
        Assert.Equal(["c.npy", "x.npy", "y.npy"], _folder.Entries());
    }

    [Fact]
    public async Task The_number_of_clusters_is_found_when_it_is_not_given()
    {
        CommandResult result = await Tacweb.RunAsync("fit", "--images", Images(), "--method", "kmeans", "--out", _folder.Of("c.npy"), "--report", _folder.Of("r.json"));
        Assert.Equal(0, result.Code);
        Assert.Equal(3, Report().GetProperty("k").GetInt32());
        JsonElement found = Report().GetProperty("clusterCount");
        Assert.Equal(3, found.GetProperty("suggested").GetInt32());
        Assert.Equal(6, found.GetProperty("reasons").GetArrayLength());
        Assert.Equal(["eigengap", "coding-length", "stability", "reduced-silhouette", "finch"], found.GetProperty("curves").EnumerateObject().Select(curve => curve.Name));
        JsonElement curve = found.GetProperty("curves").GetProperty("eigengap");
        Assert.Equal(curve.GetProperty("k").GetArrayLength(), curve.GetProperty("scores").GetArrayLength());
    }

    [Fact]
    public async Task Hdbscan_needs_no_k_and_says_that_a_given_one_is_ignored()
    {
        string[] fit = ["fit", "--images", Images(), "--method", "hdbscan", "--labels", Truth(), "--report", _folder.Of("r.json"), "--force"];
        CommandResult free = await Tacweb.RunAsync([.. fit, "--out", _folder.Of("c.npy")]);
        Assert.Equal(0, free.Code);
        Assert.Empty(Report().GetProperty("warnings").EnumerateArray());
        Assert.Equal(3, Report().GetProperty("k").GetInt32());
        double noise = Npy.ReadLabels(_folder.Of("c.npy")).Average(label => label < 0 ? 1.0 : 0);
        Assert.InRange(noise, 0, 0.5);
        Assert.Equal(noise, Report().GetProperty("health").TryGetProperty("noise", out JsonElement share) ? share.GetDouble() : 0, 1e-9);
        Assert.DoesNotContain(Report().GetProperty("timings").EnumerateArray(), timing => timing.GetProperty("stage").GetString() == "k");
        CommandResult asked = await Tacweb.RunAsync([.. fit, "--k", "9", "--out", _folder.Of("d.npy")]);
        Assert.Contains("the given k, 9, was ignored", asked.Error, StringComparison.Ordinal);
        Assert.Equal(Npy.ReadLabels(_folder.Of("c.npy")), Npy.ReadLabels(_folder.Of("d.npy")));
    }

    [Fact]
    public async Task Tac_trains_on_ready_counterparts_and_gives_probabilities_and_a_report()
    {
        CommandResult result = await Tacweb.RunAsync(
            "fit", "--images", Images(), "--counterparts", Npy.Blobs(_folder, "u.npy", Kinds, Each, Dimension, seed: 2), "--method", "tac", "--k", "3", "--set", "epochs=150", "--set", "hidden=32",
            "--labels", Truth(), "--out", _folder.Of("c.npy"), "--probabilities", _folder.Of("p.npy"), "--report", _folder.Of("r.json"));
        Assert.Equal((0, ""), (result.Code, result.Error.Contains("tacweb:", StringComparison.Ordinal) ? result.Error : ""));
        Vectors probabilities = Npy.ReadRows(_folder.Of("p.npy"));
        Assert.Equal((Kinds * Each, 3), (probabilities.Count, probabilities.Dimension));
        JsonElement report = Report();
        Assert.Equal("tac", report.GetProperty("method").GetString());
        Assert.Equal(150, report.GetProperty("options").GetProperty("epochs").GetInt32());
        Assert.All(new[] { "dataset", "encoder", "vocabulary" }, name => Assert.Equal(JsonValueKind.Null, report.GetProperty(name).ValueKind));
        Assert.True(report.GetProperty("scores").GetProperty("accuracy").GetDouble() > 0.9);
    }

    [Fact]
    public async Task Concepts_are_filtered_and_retrieved_before_fitting()
    {
        string vocabulary = Npy.Blobs(_folder, "t.npy", Kinds, 30, Dimension, seed: 3);
        CommandResult result = await Tacweb.RunAsync("fit", "--images", Images(), "--concepts", vocabulary, "--method", "tac-no-train", "--k", "3", "--labels", Truth(), "--out", _folder.Of("c.npy"), "--report", _folder.Of("r.json"));
        Assert.Equal(0, result.Code);
        Assert.Equal(1, Report().GetProperty("scores").GetProperty("accuracy").GetDouble());
        Assert.Contains(Report().GetProperty("timings").EnumerateArray(), timing => timing.GetProperty("stage").GetString() == "filter");
    }

    [Fact]
    public async Task Test_images_are_placed_and_scored_instead_of_the_fitted_ones()
    {
        string test = Npy.Blobs(_folder, "xt.npy", Kinds, 4, Dimension, seed: 9);
        string truth = Npy.Labels(_folder, "yt.npy", [.. Enumerable.Range(0, Kinds * 4).Select(row => row / 4)]);
        CommandResult result = await Tacweb.RunAsync("fit", "--images", Images(), "--method", "kmeans", "--k", "3", "--test-images", test, "--labels", truth, "--out", _folder.Of("c.npy"));
        Assert.Equal(0, result.Code);
        Assert.Contains("ACC 100.00", result.Output, StringComparison.Ordinal);
        Assert.Equal(Kinds * 4, Npy.ReadLabels(_folder.Of("c.npy")).Length);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        string images = Images(), counterparts = Npy.Blobs(_folder, "u.npy", Kinds, Each, Dimension, seed: 2);
        foreach (string name in new[] { "a", "b" })
        {
            await Tacweb.RunAsync(
                "fit", "--images", images, "--counterparts", counterparts, "--method", "tac", "--k", "3", "--set", "epochs=3", "--set", "hidden=16", "--seed", "5",
                "--out", _folder.Of($"{name}.npy"), "--probabilities", _folder.Of($"{name}p.npy"));
        }

        Assert.Equal(File.ReadAllBytes(_folder.Of("a.npy")), File.ReadAllBytes(_folder.Of("b.npy")));
        Assert.Equal(File.ReadAllBytes(_folder.Of("ap.npy")), File.ReadAllBytes(_folder.Of("bp.npy")));
    }

    [Fact]
    public async Task Few_images_are_clustered_without_training_and_the_report_says_so()
    {
        string images = Npy.Blobs(_folder, "x.npy", 2, 2, Dimension), counterparts = Npy.Blobs(_folder, "u.npy", 2, 2, Dimension, seed: 2);
        CommandResult result = await Tacweb.RunAsync("fit", "--images", images, "--counterparts", counterparts, "--method", "tac", "--k", "2", "--out", _folder.Of("c.npy"), "--report", _folder.Of("r.json"));
        Assert.Equal(0, result.Code);
        Assert.Contains("warning: Too few images to train with: N is 4", result.Error, StringComparison.Ordinal);
        Assert.Equal("tac-no-train", Report().GetProperty("method").GetString());
        Assert.NotEqual(0, Report().GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task A_budget_cuts_training_and_the_report_says_so()
    {
        CommandResult result = await Tacweb.RunAsync("fit", "--images", Images(), "--method", "scan", "--k", "3", "--set", "budget=0.001s", "--set", "epochs=50", "--out", _folder.Of("c.npy"), "--report", _folder.Of("r.json"));
        Assert.Equal(0, result.Code);
        Assert.Contains("warning: Training stopped in epoch 1 of 50: its time of 0 s was spent.", result.Error, StringComparison.Ordinal);
        Assert.Equal("0.001s", Report().GetProperty("options").GetProperty("budget").GetString());
        CommandResult wrong = await Tacweb.RunAsync("fit", "--images", _folder.Of("x.npy"), "--method", "kmeans", "--k", "3", "--set", "budget=soon", "--out", _folder.Of("d.npy"));
        Assert.Equal(2, wrong.Code);
        Assert.Contains("budget", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_give_balance_and_mnce_and_serve_the_fairness_option()
    {
        string groups = Npy.Labels(_folder, "g.npy", [.. Enumerable.Range(0, Kinds * Each).Select(row => row % 2)]);
        string[] common = ["fit", "--images", Images(), "--k", "3", "--out", _folder.Of("c.npy"), "--report", _folder.Of("r.json"), "--force", "--method"];
        CommandResult plain = await Tacweb.RunAsync([.. common, "kmeans", "--groups", groups]);
        Assert.Equal(0, plain.Code);
        Assert.Equal(1, Report().GetProperty("fairness").GetProperty("balance").GetDouble());
        Assert.Equal(1, Report().GetProperty("fairness").GetProperty("mnce").GetDouble(), 1e-9);
        CommandResult fair = await Tacweb.RunAsync([.. common, "scan", "--groups", groups, "--set", "fairness=1", "--set", "epochs=2"]);
        Assert.Equal(0, fair.Code);
        CommandResult without = await Tacweb.RunAsync([.. common, "scan", "--set", "fairness=1"]);
        Assert.Equal(1, without.Code);
        Assert.Contains("--groups", without.Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await Tacweb.RunAsync([.. common, "kmeans"])).Code);
        Assert.False(Report().TryGetProperty("fairness", out _));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task A_number_that_is_none_is_named_by_file_and_row(float value)
    {
        string images = Npy.Rows(_folder, "x.npy", 2, 1, 2, 3, 4, 5, value);
        await Refused("row 2", "fit", "--images", images, "--method", "kmeans", "--k", "2", "--out", _folder.Of("c.npy"));
        await Refused(images, "fit", "--images", images, "--method", "kmeans", "--k", "2", "--raw", "--out", _folder.Of("c.npy"));
    }

    [Fact]
    public async Task More_clusters_than_images_is_a_failure() =>
        await Refused("61", "fit", "--images", Images(), "--method", "kmeans", "--k", "61", "--out", _folder.Of("c.npy"));

    [Fact]
    public async Task A_missing_file_is_named() =>
        await Refused(_folder.Of("none.npy"), "fit", "--images", _folder.Of("none.npy"), "--method", "kmeans", "--out", _folder.Of("c.npy"));

    [Fact]
    public async Task A_file_that_is_no_array_is_named() =>
        await Refused("text.npy", "fit", "--images", _folder.Write("text.npy", "hello, this is text"u8.ToArray()), "--method", "kmeans", "--out", _folder.Of("c.npy"));

    [Fact]
    public async Task Counterparts_of_other_images_are_refused() =>
        await Refused("counterparts", "fit", "--images", Images(), "--counterparts", Npy.Blobs(_folder, "u.npy", 3, 2, Dimension), "--method", "tac", "--out", _folder.Of("c.npy"));

    [Fact]
    public async Task Labels_of_other_images_are_refused() =>
        await Refused("labels", "fit", "--images", Images(), "--labels", Npy.Labels(_folder, "y.npy", 1, 2), "--method", "kmeans", "--out", _folder.Of("c.npy"));

    [Fact]
    public async Task Probabilities_of_a_method_without_them_are_refused() =>
        await Refused("no probabilities", "fit", "--images", Images(), "--method", "kmeans", "--k", "3", "--out", _folder.Of("c.npy"), "--probabilities", _folder.Of("p.npy"));

    [Fact]
    public async Task A_folder_that_does_not_exist_cannot_be_written_to() =>
        await Refused("no such", "fit", "--images", Images(), "--method", "kmeans", "--k", "3", "--out", _folder.Of("no such", "c.npy"));

    [Fact]
    public async Task An_existing_file_is_replaced_only_by_force()
    {
        string images = Images(), output = _folder.Write("c.npy", [1, 2, 3]);
        await Refused("--force", "fit", "--images", images, "--method", "kmeans", "--k", "3", "--out", output);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(output));
        CommandResult forced = await Tacweb.RunAsync("fit", "--images", images, "--method", "kmeans", "--k", "3", "--out", output, "--force");
        Assert.Equal(0, forced.Code);
        Assert.Equal(Kinds * Each, Npy.ReadLabels(output).Length);
    }

    [Fact]
    public async Task A_cancelled_fit_says_stopped_and_writes_nothing()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        CommandResult result = await Tacweb.RunAsync(stop.Token, "fit", "--images", Images(), "--method", "kmeans", "--k", "3", "--out", _folder.Of("c.npy"));
        Assert.Equal((1, "stopped"), (result.Code, result.Error.Trim()));
        Assert.Equal(["x.npy"], _folder.Entries());
    }

    private async Task Refused(string reason, params string[] args)
    {
        string[] before = _folder.Entries();
        CommandResult result = await Tacweb.RunAsync(args);
        Assert.Equal(1, result.Code);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Entries());
    }

    private string Images() => Npy.Blobs(_folder, "x.npy", Kinds, Each, Dimension);

    private string Truth() => Npy.Labels(_folder, "y.npy", [.. Enumerable.Range(0, Kinds * Each).Select(row => row / Each)]);

    private JsonElement Report() => JsonDocument.Parse(File.ReadAllText(_folder.Of("r.json"))).RootElement;
}
