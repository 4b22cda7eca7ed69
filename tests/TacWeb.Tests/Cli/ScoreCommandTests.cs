using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // scikit-learn 1.2.1: accuracy by linear_sum_assignment, *_score with default settings.
    [Fact]
    public async Task The_five_scores_are_those_of_scikit_learn()
    {
        string truth = Npy.Labels(_folder, "y.npy", 0, 0, 0, 1, 1, 1, 2, 2), clusters = Npy.Labels(_folder, "c.npy", 1, 1, 0, 0, 0, 0, 2, 2);
        CommandResult result = await Tacweb.RunAsync("score", "--labels", truth, "--clusters", clusters, "--json");
        JsonElement scores = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(0, result.Code);
        Assert.Equal(0.875, scores.GetProperty("accuracy").GetDouble(), 9);
        Assert.Equal(0.7550042924856721, scores.GetProperty("nmi").GetDouble(), 9);
        Assert.Equal(0.5454545454545454, scores.GetProperty("ari").GetDouble(), 9);
        Assert.Equal(0.6218214430827147, scores.GetProperty("ami").GetDouble(), 9);
        Assert.Equal(0.875, scores.GetProperty("purity").GetDouble(), 9);
    }

    [Fact]
    public async Task Equal_partitions_score_100_in_one_line()
    {
        string truth = Npy.Labels(_folder, "y.npy", 5, 5, 9, 9), clusters = Npy.Labels(_folder, "c.npy", 1, 1, 0, 0);
        CommandResult result = await Tacweb.RunAsync("score", "--labels", truth, "--clusters", clusters);
        Assert.Equal((0, "ACC 100.00  NMI 100.00  ARI 100.00  AMI 100.00  purity 100.00"), (result.Code, result.Output.Trim()));
    }

    [Fact]
    public async Task Files_that_do_not_fit_are_refused()
    {
        string truth = Npy.Labels(_folder, "y.npy", 0, 1, 2), clusters = Npy.Labels(_folder, "c.npy", 0, 1);
        CommandResult result = await Tacweb.RunAsync("score", "--labels", truth, "--clusters", clusters);
        Assert.Equal((1, "3 labels do not fit 2 clusters."), (result.Code, result.Reason));
    }

    [Fact]
    public async Task A_matrix_is_no_list_of_labels()
    {
        string rows = Npy.Rows(_folder, "x.npy", 2, 1, 2, 3, 4);
        CommandResult result = await Tacweb.RunAsync("score", "--labels", rows, "--clusters", rows);
        Assert.Equal(1, result.Code);
        Assert.StartsWith(rows, result.Reason, StringComparison.Ordinal);
    }
}
