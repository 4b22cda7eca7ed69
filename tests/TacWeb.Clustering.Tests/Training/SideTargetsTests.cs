using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Training;

/// <summary>What the options <c>prior</c> and <c>fairness</c> do to whole fits.</summary>
public class SideTargetsTests
{
    public static TheoryData<string> WithPrior => [.. ClusteringMethods.All.Where(method => method.Options.Any(option => option.Name == "prior")).Select(method => method.Key)];

    [Theory, MemberData(nameof(WithPrior))]
    public void Sizes_of_k_means_as_the_prior_find_uneven_blobs(string key)
    {
        ClusterInput input = MadeData.Uneven(200, 70, 30);
        ClusteringMethod method = ClusteringMethods.Get(key);
        ClustererOptions uniform = ContractFit.ForTests(method);
        ClustererOptions sizes = method.ReadOptions(method.WriteOptions(uniform).Replace("\"prior\":\"uniform\"", "\"prior\":\"sizes\"", StringComparison.Ordinal));
        double agreement = MadeData.Agreement(MadeData.UnevenLabels(200, 70, 30), method.Create(sizes).Fit(input, new FitContext(0)).Labels);
        Assert.True(agreement >= 0.9, $"{agreement:F2}");
    }

    [Fact]
    public void Fairness_mixes_groups_that_a_plain_fit_keeps_apart()
    {
        // Four blobs, two clusters: blobs 0 and 1 are group 0, blobs 2 and 3 group 1.
        ClusterInput input = MadeData.Input(count: 240, blobs: 4) with { ClusterCount = 2, Groups = [.. Enumerable.Range(0, 240).Select(row => row % 4 / 2)] };
        ScanOptions options = ScanOptions.ForTests with { Heads = 6 };
        double Mixed(double fairness)
        {
            Partition partition = new Scan(options with { Fairness = fairness }).Fit(input, new FitContext(0));
            return GroupFairness.Measure(partition.Labels, input.Groups!).Mnce;
        }

        Assert.True(Mixed(20) > 0.9, $"{Mixed(0):F2} {Mixed(20):F2}");
    }

    [Fact]
    public void Fairness_without_groups_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Tac(TacOptions.ForTests with { Fairness = 1 }).Fit(MadeData.Input(), new FitContext(0)));
        Assert.Throws<ArgumentException>(() => new Cc(CcOptions.ForTests with { Fairness = 1 }).Fit(MadeData.Input() with { Groups = [1, 2] }, new FitContext(0)));
    }
}
