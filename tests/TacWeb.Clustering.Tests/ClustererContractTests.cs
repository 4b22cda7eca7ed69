using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests;

/// <summary>What every method must do, on three well-separated blobs of 300×32 with made concepts. Facts share one fit a method (<see cref="ContractFit"/>).</summary>
public class ClustererContractTests
{
    private static ClusterInput Blobs => ContractFit.Blobs;

    public static TheoryData<string> Keys => ContractFit.Keys;

    [Theory, MemberData(nameof(Keys))]
    public void Labels_are_one_an_image_and_recover_the_blobs(string key)
    {
        Partition partition = ContractFit.Of(key).Partition;
        Assert.Equal(300, partition.Labels.Count);
        Assert.Equal(3, partition.ClusterCount);
        Assert.Equal([0, 1, 2], partition.Labels.Where(label => label != Partition.Noise).Distinct().Order());
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.9);
    }

    [Theory, MemberData(nameof(Keys))]
    public void The_same_seed_gives_the_same_bytes(string key)
    {
        Partition first = ContractFit.Of(key).Partition, second = ContractFit.Fit(key, Blobs);
        Assert.Equal(first.Labels, second.Labels);
        Assert.Equal(first.Soft?.Values.ToArray(), second.Soft?.Values.ToArray());
    }

    [Theory, MemberData(nameof(Keys))]
    public void The_input_is_left_as_it_was(string key) => Assert.True(ContractFit.Of(key).InputUntouched);

    [Theory, MemberData(nameof(Keys))]
    public void No_tensor_outlives_a_fit(string key) => Assert.Equal(0, ContractFit.Of(key).TensorsLeft);

    [Theory, MemberData(nameof(Keys))]
    public void Epochs_are_reported_in_order_up_to_the_last(string key)
    {
        (Partition partition, _, IReadOnlyList<EpochReport> told, _, _) = ContractFit.Of(key);
        Assert.Equal(partition.History, told);
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(report => report.Epoch));
        Assert.All(told, report => Assert.Equal(told.Count, report.Epochs));
    }

    [Theory, MemberData(nameof(Keys))]
    public void The_card_tells_what_a_partition_has(string key)
    {
        Partition partition = ContractFit.Of(key).Partition;
        ClusteringMethod method = ClusteringMethods.Get(key);
        Assert.Equal(method.Outputs.HasFlag(MethodOutputs.Probabilities), partition.Soft is not null);
        Assert.Equal(method.Outputs.HasFlag(MethodOutputs.Assigner), partition.Assigner is not null);
        Assert.Equal(partition.Assigner is null, method.Facts.CannotAssign.Length > 0);
        for (int i = 0; partition.Soft is { } soft && i < soft.Count; i++)
        {
            Assert.Equal(1, soft[i].ToArray().Sum(), 1e-4);
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void An_assigner_gives_the_fitted_images_their_labels_and_refuses_another_dimension(string key)
    {
        Partition partition = ContractFit.Of(key).Partition;
        if (partition.Assigner is { } assigner)
        {
            int same = assigner.Assign(Blobs.Images).Zip(partition.Labels).Count(pair => pair.First == pair.Second);
            Assert.InRange(same, 298, 300); // tac-no-train: counterparts of new images are retrieved anew
            Assert.Throws<ArgumentException>(() => assigner.Assign(new Vectors("other", 16, unit: true, new float[32])));
            Assert.Equal(partition.Soft is null, assigner.AssignSoft(Blobs.Images) is null);
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void What_cannot_be_clustered_is_an_ArgumentException(string key)
    {
        ClusteringMethod method = ClusteringMethods.Get(key);
        Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs.First(4, clusters: 5)));
        Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs with { ClusterCount = 0 }));
        float[] broken = Blobs.Images.Values.ToArray();
        broken[100] = float.NaN;
        Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs with { Images = new Vectors("broken", 32, unit: true, broken) }));
        if (method.Needs.HasFlag(MethodNeeds.ClusterCount))
        {
            Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs with { ClusterCount = null }));
        }

        if (method.Needs.HasFlag(MethodNeeds.Concepts))
        {
            Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs with { Concepts = null }));
            Assert.Throws<ArgumentException>(() => ContractFit.Fit(key, Blobs with { Concepts = Blobs.First(10, 3).Concepts }));
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_method_that_finds_K_by_itself_says_that_a_given_one_is_ignored(string key)
    {
        if (ClusteringMethods.Get(key).Needs == MethodNeeds.None)
        {
            FitContext asked = new(0), free = new(0);
            IReadOnlyList<int> labels = ContractFit.Create(key).Fit(Blobs with { ClusterCount = 7 }, asked).Labels;
            Assert.Equal(labels, ContractFit.Create(key).Fit(Blobs with { ClusterCount = null }, free).Labels);
            Assert.Contains("7", Assert.Single(asked.Warnings), StringComparison.Ordinal);
            Assert.Empty(free.Warnings);
        }
    }

    [Theory, MemberData(nameof(Keys))]
    public void One_image_is_one_cluster(string key)
    {
        Partition partition = ContractFit.Fit(key, Blobs.First(1, clusters: 1));
        Assert.Equal([0], partition.Labels);
        Assert.Equal(1, partition.ClusterCount);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Options_round_trip_through_JSON(string key)
    {
        ClusteringMethod method = ClusteringMethods.Get(key);
        ClustererOptions small = ContractFit.ForTests(method);
        Assert.Equal(small, method.ReadOptions(method.WriteOptions(small)));
        Assert.Throws<ArgumentException>(() => method.ReadOptions("""{"nothingLikeIt": 1}"""));
    }

    [Fact]
    public void No_clusterer_is_disposable() =>
        Assert.DoesNotContain(ClusteringMethods.All, method => method.Create() is IDisposable);
}
