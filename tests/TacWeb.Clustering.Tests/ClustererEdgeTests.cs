using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests;

/// <summary>What every method must do where data are awkward or time is short; see <see cref="ClustererContractTests"/> for the plain case.</summary>
public class ClustererEdgeTests
{
    private static ClusterInput Blobs => ContractFit.Blobs;

    public static TheoryData<string> Keys => ContractFit.Keys;

    [Theory, MemberData(nameof(Keys))]
    public void Duplicate_rows_and_small_sets_end_in_range(string key)
    {
        float[] twice = [.. Blobs.Images[0], .. Blobs.Images[0], .. Blobs.Images[0], .. Blobs.Images[0], .. Blobs.Images[1], .. Blobs.Images[1], .. Blobs.Images[1]];
        ClusterInput equal = Blobs.First(7, clusters: 2) with { Images = new Vectors("twice", 32, unit: true, twice) };
        foreach (ClusterInput input in new[] { equal, equal with { ClusterCount = 4 }, Blobs.First(2, 2), Blobs.First(3, 2), Blobs.First(8, 3) })
        {
            Valid(key, ContractFit.Fit(key, input), input);
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void As_many_clusters_as_a_third_of_the_images_are_possible(string key)
    {
        ClusterInput input = MadeData.Input(count: 60, blobs: 20);
        Partition partition = ContractFit.Fit(key, input);
        Valid(key, partition, input);
        Assert.True(partition.Labels.Distinct().Count() > 1 || !ClusteringMethods.Get(key).Needs.HasFlag(MethodNeeds.ClusterCount)); // one that finds K may say 1
    }

    [Theory, MemberData(nameof(Keys))]
    public void Equal_rows_give_labels_from_0_on(string key)
    {
        float[] rows = [.. Enumerable.Range(0, 30).SelectMany(_ => Blobs.Images[0].ToArray())];
        ClusterInput input = Blobs.First(30, clusters: 3) with { Images = new Vectors("equal", 32, unit: true, rows) };
        Partition partition = ContractFit.Fit(key, input);
        Valid(key, partition, input);
        int[] used = [.. partition.Labels.Where(label => label != Partition.Noise).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, used.Length), used);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Uneven_blobs_give_a_valid_partition_and_are_found_where_the_card_says_so(string key)
    {
        ClusterInput input = MadeData.Uneven(200, 70, 30);
        Partition partition = ContractFit.Fit(key, input);
        Valid(key, partition, input);
        double agreement = MadeData.Agreement(MadeData.UnevenLabels(200, 70, 30), partition.Labels);
        Assert.True(!ClusteringMethods.Get(key).Facts.Uneven || agreement >= 0.9, $"{agreement:F2}");
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_budget_of_nothing_gives_a_valid_partition_and_a_sentence_where_training_was_cut(string key)
    {
        ContractFit whole = ContractFit.Of(key);
        FitContext context = new(0) { Budget = TimeSpan.Zero };
        Partition cut = ContractFit.Create(key).Fit(Blobs, context);
        Valid(key, cut, Blobs);
        bool same = cut.History.Count == whole.Partition.History.Count && cut.Labels.SequenceEqual(whole.Partition.Labels);
        Assert.True(same || cut.Warnings.Concat(context.Warnings).Any(warning => warning.Contains("time", StringComparison.Ordinal)));
        Assert.True(cut.History.Count <= 1 || cut.History.Count < whole.Partition.History.Count);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Cancellation_stops_it_before_it_begins_and_after_its_first_epoch(string key)
    {
        using CancellationTokenSource before = new(), midway = new();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ContractFit.Create(key).Fit(Blobs, new FitContext(0), before.Token));
        if (ContractFit.Of(key).Told.Count > 1)
        {
            List<EpochReport> told = [];
            FitContext context = new(0) { Progress = new Sink<EpochReport>(report => { told.Add(report); midway.Cancel(); }) };
            Assert.ThrowsAny<OperationCanceledException>(() => ContractFit.Create(key).Fit(Blobs, context, midway.Token));
            Assert.Single(told);
        }
    }

    private static void Valid(string key, Partition partition, ClusterInput input)
    {
        int most = ClusteringMethods.Get(key).Needs.HasFlag(MethodNeeds.ClusterCount) ? input.ClusterCount!.Value : input.Images.Count;
        Assert.Equal(input.Images.Count, partition.Labels.Count);
        Assert.InRange(partition.ClusterCount, 1, most);
        Assert.All(partition.Labels, label => Assert.True(label == Partition.Noise || (label >= 0 && label < partition.ClusterCount)));
        Assert.True(partition.Soft is not { } soft || (soft.Count == input.Images.Count && soft.Values.ToArray().All(float.IsFinite)));
    }
}
