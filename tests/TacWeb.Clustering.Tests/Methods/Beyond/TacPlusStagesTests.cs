using TacWeb.Clustering.Methods.Beyond;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Tests.Methods.Classic;
using TacWeb.Clustering.Training;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Beyond;

public class TacPlusStagesTests
{
    [Fact]
    public void Every_stage_that_ran_is_told_with_its_yardsticks()
    {
        Partition partition = new TacPlus(TacPlusOptions.ForTests with { ScreenLosses = true }).Fit(MadeData.Input(), new FitContext(0));
        Assert.Contains(partition.Stages, stage => stage is { Name: "textGate", Before: not null, After: not null });
        Assert.Contains(partition.Stages, stage => stage is { Name: "screenLosses", Before: { Quality: > 0.5 } });
        Assert.Contains(partition.Stages, stage => stage.Name == "headsOverKMeans" && stage.Accepted);
        Assert.All(partition.Stages, stage => Assert.NotEmpty(stage.Reason));
    }

    [Fact]
    public void Groups_that_k_means_cannot_tell_apart_start_from_a_spectral_clustering()
    {
        (Vectors rows, int[] truth) = SpectralTests.Bands(480);
        Vectors nouns = MadeData.Blobs(12, 3, 4, seed: 9);
        ClusterInput input = new(rows) { ClusterCount = 2, Concepts = new ConceptSpace([.. Enumerable.Range(0, 12).Select(row => new Noun($"row_{row}", "", ""))], nouns, rows, 0) };
        Partition partition = new TacPlus(TacPlusOptions.ForTests).Fit(input, new FitContext(0));
        FitStage start = partition.Stages.Single(stage => stage.Name == "spectralStart");
        Assert.True(start.Accepted, start.Reason);
        Assert.True(start.Before!.Agreement < 0.8 && start.After!.Agreement > 0.99);
        Assert.True(MadeData.Agreement(truth, partition.Labels) > 0.95);
        Partition merged = new TacPlus(TacPlusOptions.ForTests with { SpectralStart = false }).Fit(input, new FitContext(0));
        Assert.DoesNotContain(merged.Stages, stage => stage.Name == "spectralStart");
        Assert.True(merged.Stages.Single(stage => stage.Name == "linkageStart").Accepted);
        Assert.True(MadeData.Agreement(truth, merged.Labels) > 0.95);
        Assert.DoesNotContain(new TacPlus(TacPlusOptions.ForTests with { SpectralStart = false, LinkageStart = false }).Fit(input, new FitContext(0)).Stages, stage => stage.Name.EndsWith("Start", StringComparison.Ordinal));
    }

    [Fact]
    public void Halves_agree_by_what_both_find_in_all_images()
    {
        Vectors rows = MadeData.Blobs(60, 4, 3, seed: 2);
        int[] truth = MadeData.BlobLabels(60, 3);
        Starts starts = new(rows, 3, new Generalisation(rows, 0, default), new FitContext(0), default);
        List<int> sizes = [];
        Assert.Equal(1, starts.Steadiness(half => Told(half, _ => truth)));
        Assert.Equal(Enumerable.Repeat(30, 10), sizes);
        sizes.Clear();
        Assert.Equal(1, new Starts(rows, 3, new Generalisation(rows, 0, default), new FitContext(0) { Budget = TimeSpan.Zero }, default).Steadiness(half => Told(half, _ => truth)));
        Assert.Equal([30, 30], sizes); // without time one split is made
        int calls = 0;
        Assert.True(starts.Steadiness(half => Told(half, _ => { Random random = new(calls++); return [.. truth.Select(_ => random.Next(3))]; })) < 0.3);

        Partition Told(Vectors half, Func<Vectors, int[]> labels)
        {
            sizes.Add(half.Count);
            return new Partition { Labels = new int[half.Count], ClusterCount = 3, Assigner = new Given(labels) };
        }
    }

    [Fact]
    public void Keep_allows_a_small_loss_and_gain_wants_more()
    {
        int[] labels = [0, 0, 1, 1];
        StageLog log = new(2);
        Candidate before = new(labels, 0.8, 0.8), slightlyWorse = new(labels, 0.8, 0.792), worse = new(labels, 0.8, 0.78), better = new(labels, 0.81, 0.812), collapsed = new([0, 0, 0, 0], 1, 1);
        Assert.True(log.Keep("a", before, slightlyWorse));
        Assert.False(log.Keep("b", before, worse));
        Assert.False(log.Gain("c", before, slightlyWorse));
        Assert.True(log.Gain("d", before, better));
        Assert.False(log.Keep("e", before, collapsed));
        Assert.Equal([true, false, false, true, false], log.Stages.Select(stage => stage.Accepted));
    }

    [Fact]
    public void Partners_that_the_heads_put_elsewhere_are_no_longer_drawn()
    {
        // row 0's partners are 1 (same cluster) and 2 (another)
        Neighbours near = Neighbours.Of(4, 2, [1, 2, 0, 2, 3, 0, 2, 0]);
        WeightedBatches batches = new(near, near, 4, seed: 1);
        batches.Weigh([[1, 0, 1, 0, 0, 1, 0, 1]], clusters: 2);
        for (int epoch = 0; epoch < 20; epoch++)
        {
            NeighbourBatch batch = Assert.Single(batches.Epoch());
            Assert.Equal([1, 0, 3, 2], Enumerable.Range(0, 4).Select(row => batch.ImageNeighbours[Array.IndexOf(batch.Anchors, row)]));
        }
    }

    [Fact]
    public void Without_weights_the_draws_are_those_of_tac()
    {
        Neighbours near = Neighbours.Of(4, 2, [1, 2, 0, 2, 3, 0, 2, 0]);
        NeighbourBatch own = new WeightedBatches(near, near, 2, 5).Epoch().First(), tac = new NeighbourBatches(near, near, 2, 5).Epoch().First();
        Assert.Equal(tac.Anchors, own.Anchors);
        Assert.Equal(tac.ImageNeighbours, own.ImageNeighbours);
        Assert.Equal(tac.TextNeighbours, own.TextNeighbours);
    }

    [Fact]
    public void Reliable_rows_are_confident_and_share_their_neighbours_label_at_most_the_median_a_cluster()
    {
        int[] labels = [0, 0, 0, 0, 0, 1, 1, 1];
        Neighbours near = Neighbours.Of(8, 2, [1, 2, 0, 2, 0, 1, 4, 0, 3, 0, 6, 7, 5, 7, 5, 6]);
        Probabilities soft = new(2, [1, 0, 0.999f, 0.001f, 0.995f, 0.005f, 0.992f, 0.008f, 0.6f, 0.4f, 0, 1, 0, 1, 0, 1]);
        bool[] reliable = ReliableLabels.Select(labels, soft, near, 2)!;
        Assert.Equal([true, true, true, true, false, true, true, true], reliable); // four and three: the median of two counts is the larger
        Assert.Null(ReliableLabels.Select([0, 0, 0, 0, 0, 0, 1, 1], soft, near, 2));
    }

    [Fact]
    public void Losses_of_the_last_stage_by_definition()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor p = TensorBridge.Matrix([0.97f, 0.03f, 0.5f, 0.5f], 2, 2), q = TensorBridge.Matrix([0.8f, 0.2f, 0.1f, 0.9f], 2, 2);
        (Tensor taught, Tensor own) = ReliableLabels.Losses(p, q, [0, 1], [0, 1]);
        Assert.Equal(-Math.Log(0.5), taught.item<float>(), 1e-5);
        Assert.Equal(-Math.Log(0.8) / 2, own.item<float>(), 1e-5);
    }

    [Fact]
    public void A_second_encoder_joins_where_it_helps_and_then_new_images_cannot_be_placed()
    {
        ClusterInput input = MadeData.Input();
        Vectors blurred = MadeData.Blobs(300, 32, 3, seed: 1, noise: 0.45);
        ConceptSpace poor = new(input.Concepts!.Nouns, input.Concepts.Text, MadeData.Blobs(300, 32, 3, seed: 14, noise: 0.45), 0.05);
        ClusterInput both = input with { Images = blurred, Concepts = poor, OtherViews = [MadeData.Blobs(300, 16, 3, seed: 12)] };
        Partition with = new TacPlus(TacPlusOptions.ForTests).Fit(both, new FitContext(0));
        Assert.Contains(with.Stages, stage => stage is { Name: "secondEncoder", Accepted: true });
        Assert.Null(with.Assigner);
        Assert.DoesNotContain(new TacPlus(TacPlusOptions.ForTests).Fit(both with { OtherViews = [] }, new FitContext(0)).Stages, stage => stage.Name == "secondEncoder");
    }

    [Fact]
    public void Silhouette_by_definition()
    {
        Vectors rows = MadeData.Unit(2, [1, 0, 1, 0, 0, 1, 0, 1]);
        Assert.Equal(1, Yardsticks.Silhouette(rows, [0, 0, 1, 1], 2), 1e-9);
        Assert.Equal(0, Yardsticks.Silhouette(rows, [0, 1, 0, 1], 2), 1e-6);
    }

    private sealed class Given(Func<Vectors, int[]> labels) : IAssigner
    {
        public int[] Assign(Vectors images) => labels(images);

        public Probabilities? AssignSoft(Vectors images) => null;
    }
}
