using TacWeb.Clustering.Methods.Beyond;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Beyond;

public class TacPlusTests
{
    [Fact]
    public void With_all_stages_off_it_is_tac_byte_for_byte()
    {
        TacPlusOptions off = new() { AverageViews = false, GradNorm = false, TextGate = false, AgreeingNeighbours = false, ManyHeads = false, SecondEncoder = false, ScreenLosses = false, SpectralStart = false, LinkageStart = false, ReliableLabels = false, Hidden = 32, BatchSize = 100, Epochs = 10 };
        Partition plus = new TacPlus(off).Fit(MadeData.Input(), new FitContext(3));
        Partition tac = new Tac(new TacOptions { Hidden = 32, BatchSize = 100, Epochs = 10 }).Fit(MadeData.Input(), new FitContext(3));
        Assert.Equal(tac.Soft!.Values.ToArray(), plus.Soft!.Values.ToArray());
        Assert.Equal(tac.Labels, plus.Labels);
    }

    [Fact]
    public void Three_blobs_are_found()
    {
        Partition partition = new TacPlus(TacPlusOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.99);
    }

    [Fact]
    public void Untrained_heads_give_way_to_k_means()
    {
        TacPlusOptions useless = TacPlusOptions.ForTests with { Epochs = 1, LearningRate = 1e-6 };
        Partition partition = new TacPlus(useless).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.99);
        Assert.Equal(partition.Labels, partition.Assigner!.Assign(MadeData.Input().Images));
    }

    [Fact]
    public void The_epochs_of_all_trainings_are_told_as_one_rising_count()
    {
        List<EpochReport> told = [];
        new TacPlus(TacPlusOptions.ForTests with { ScreenLosses = true, Epochs = 3 }).Fit(MadeData.Input(), new FitContext(0) { Progress = new Listener(told) });
        Assert.NotEmpty(told);
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(report => report.Epoch));
        Assert.Single(told.Select(report => report.Epochs).Distinct());
        Assert.True(told[0].Epochs >= told.Count);
    }

    [Fact]
    public void Where_two_head_pairs_are_far_below_k_means_no_more_are_trained()
    {
        TacPlusOptions useless = TacPlusOptions.ForTests with { Epochs = 1, LearningRate = 1e-6, ScreenLosses = true };
        Partition partition = new TacPlus(useless).Fit(MadeData.Input(), new FitContext(0));
        Assert.Empty(partition.History);
        Assert.Contains("no more are tried", partition.Stages.Single(stage => stage.Name == "screenLosses").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(partition.Stages, stage => stage.Name == "manyHeads");
        Assert.Equal(new KMeans(new KMeansOptions()).Fit(MadeData.Input(), new FitContext(0)).Labels, partition.Labels);
    }

    [Fact]
    public void Without_time_no_head_is_trained_and_no_stage_is_tried()
    {
        FitContext context = new(0) { Budget = TimeSpan.Zero };
        Partition partition = new TacPlus(TacPlusOptions.ForTests with { ScreenLosses = true }).Fit(MadeData.Input(), context);
        Assert.Equal(["Training ended before head 1 of 2: its time of 0 s was spent."], context.Warnings);
        Assert.Empty(partition.History);
        Assert.DoesNotContain(partition.Stages, stage => stage.Name is "gradNorm" or "spectralStart" or "linkageStart" or "screenLosses" or "manyHeads");
        Assert.Equal(new KMeans(new KMeansOptions()).Fit(MadeData.Input(), new FitContext(0)).Labels, partition.Labels);
    }

    [Fact]
    public void Text_that_contradicts_the_images_is_left_out()
    {
        ClusterInput input = MadeData.Input();
        Random random = new(6);
        Vectors blobs = MadeData.Blobs(300, 32, 3, seed: 8, noise: 0.02, centreSeed: 55);
        Vectors noise = blobs.Take([.. Enumerable.Range(0, 300).Select(_ => random.Next(300))]);
        ClusterInput contradicted = input with { Concepts = new ConceptSpace(input.Concepts!.Nouns, input.Concepts.Text, noise, 0.05) };
        Generalisation generalisation = new(input.Images, 0, default);
        Assert.False(PlusRows.Settle(contradicted, TacPlusOptions.ForTests, 3, generalisation, new StageLog(3), new FitContext(0), default).TextOn);
        Assert.True(PlusRows.Settle(input, TacPlusOptions.ForTests, 3, generalisation, new StageLog(3), new FitContext(0), default).TextOn);
    }

    [Fact]
    public void Generalisation_is_high_for_what_a_line_can_tell_and_low_for_chance()
    {
        Vectors rows = MadeData.Blobs(300, 16, 3, seed: 1);
        Generalisation generalisation = new(rows, 0, default);
        Assert.True(generalisation.Score(MadeData.BlobLabels(300, 3), 3) > 0.98);
        Random random = new(5);
        Assert.InRange(generalisation.Score([.. Enumerable.Range(0, 300).Select(_ => random.Next(3))], 3), 0.2, 0.48);
    }

    [Fact]
    public void Agreement_and_entropy_by_definition()
    {
        int[] first = [0, 0, 1, 1], same = [1, 1, 0, 0], crossed = [0, 1, 0, 1];
        Assert.Equal(1, Yardsticks.Agreement([first, same]), 1e-12);
        Assert.Equal((1 + -0.5 + -0.5) / 3, Yardsticks.Agreement([first, same, crossed]), 1e-12);
        Assert.Equal(1, StageGuard.Entropy(first, 2), 1e-12);
        Assert.Equal([1, 0], Yardsticks.Align(first, same, 2));
        Assert.False(StageGuard.Holds([0, 1, 2], [0, 1, 1], 3));
    }

    [Fact]
    public void Agreeing_partners_are_those_of_both_lists_else_mutual_ones_else_plain_ones()
    {
        Neighbours image = Neighbours.Of(4, 2, [1, 2, 0, 2, 0, 1, 0, 1]), text = Neighbours.Of(4, 2, [2, 1, 3, 2, 1, 3, 2, 1]);
        Neighbours agreeing = AgreeingNeighbours.Of(image, text);
        Assert.Equal([1, 2], agreeing[0].ToArray()); // both lists hold both
        Assert.Equal([0, 2, 3], image[1].ToArray().Concat(text[1].ToArray()).Distinct().Order().ToArray());
        Assert.Equal(2, agreeing[1].ToArray().Length);
        Assert.Equal([2, 1], agreeing[3].ToArray().Order().Reverse().ToArray()); // only text is mutual: 1 and 2 hold 3
    }

    [Fact]
    public void GradNorm_keeps_nouns_that_one_centre_owns()
    {
        Vectors centres = MadeData.Unit(2, [1, 0, 0, 1]), nouns = MadeData.Unit(2, [1, 0.01f, 0.7f, 0.71f, 0, 1, 1, 0.02f, 1, 0.03f, 1, 0.04f, 1, 0.05f]);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], GradNormFilter.Select(centres, nouns, default));
        Vectors more = MadeData.Unit(2, [1, 0.01f, 0.72f, 0.7f, 0, 1, 1, 0.02f, 1, 0.03f, 1, 0.04f, 1, 0.05f]);
        Assert.DoesNotContain(1, GradNormFilter.Select(centres, more, default)); // sixth of its centre, and nearly the other's
    }

    private sealed class Listener(List<EpochReport> told) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => told.Add(value);
    }
}
