using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.PseudoLabels;

public class ScanSelfLabelTests
{
    [Fact]
    public void Both_parts_are_reported_and_confident_images_appear()
    {
        ScanSelfLabelOptions options = ScanSelfLabelOptions.ForTests with { Threshold = 0.9 };
        Partition partition = new ScanSelfLabel(options).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(options.ScanEpochs + options.Epochs, partition.History.Count);
        Assert.Equal("confident", partition.History[^1].Losses[1].Name);
        Assert.True(partition.History[^1].Losses[1].Value > 0.5);
    }

    [Fact]
    public void Without_confident_images_the_head_of_SCAN_stays_as_it_was()
    {
        ScanSelfLabelOptions never = ScanSelfLabelOptions.ForTests with { Threshold = 1 };
        Partition first = new ScanSelfLabel(never with { Epochs = 1 }).Fit(MadeData.Input(), new FitContext(0)), longer = new ScanSelfLabel(never).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(first.Soft!.Values.ToArray(), longer.Soft!.Values.ToArray());
    }

    [Fact]
    public void Cached_strong_views_are_taken_where_the_input_has_them()
    {
        ClusterInput plain = MadeData.Input();
        Vectors view = MadeData.Blobs(300, 32, 3, seed: 9, noise: 0.3);
        ScanSelfLabelOptions options = ScanSelfLabelOptions.ForTests with { Threshold = 0.5 };
        Partition without = new ScanSelfLabel(options).Fit(plain, new FitContext(0));
        Partition with = new ScanSelfLabel(options).Fit(plain with { Views = new AugmentedViews([view], [view]) }, new FitContext(0));
        Assert.NotEqual(without.Soft!.Values.ToArray(), with.Soft!.Values.ToArray());
    }
}
