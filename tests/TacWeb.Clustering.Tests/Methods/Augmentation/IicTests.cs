using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class IicTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("iic", (input, _) => PairInformation.Of(input("p"), input("q"), 1.2));

    [Fact]
    public void Views_are_looked_at_beside_neighbours()
    {
        ClusterInput plain = MadeData.Input();
        Vectors[] views = [MadeData.Blobs(300, 32, 3, seed: 20), MadeData.Blobs(300, 32, 3, seed: 21)];
        Partition with = new Iic(IicOptions.ForTests).Fit(plain with { Views = new AugmentedViews(views, views) }, new FitContext(0));
        Assert.NotEqual(new Iic(IicOptions.ForTests).Fit(plain, new FitContext(0)).Soft!.Values.ToArray(), with.Soft!.Values.ToArray());
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), with.Labels) >= 0.9);
    }

    [Fact]
    public void Pixels_train_the_convolutional_network_whose_loss_falls()
    {
        ClusterInput input = MadeData.Input(count: 90);
        IicOptions small = IicOptions.ForTests with { Pixels = true, Epochs = 4, BatchSize = 30 };
        Partition partition = new Iic(small).Fit(input, new FitContext(0));
        Assert.Null(partition.Assigner);
        Assert.Equal(90, partition.Labels.Count);
        Assert.True(partition.History[^1].Losses[0].Value < partition.History[0].Losses[0].Value);
        Assert.Equal(partition.Soft!.Values.ToArray(), new Iic(small).Fit(input, new FitContext(0)).Soft!.Values.ToArray());
    }

    [Fact]
    public void Looks_are_crops_of_24_and_the_same_for_the_same_seed()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        byte[] grey = new byte[2 * 28 * 28];
        Array.Fill(grey, (byte)255);
        Pictures pictures = new(new Pixels(28, 28, 1, grey), PictureViews.Original);
        Assert.All(new PictureViews(pictures, 0).Centre([0, 1]).data<float>().ToArray(), value => Assert.Equal(1, value, 1e-5f));
        Assert.Equal([2, 1, 24, 24], new PictureViews(pictures, 0).First([0, 1]).shape);
        float[] first = new PictureViews(pictures, 0).Second([0, 1]).data<float>().ToArray(), again = new PictureViews(pictures, 0).Second([0, 1]).data<float>().ToArray();
        Assert.Equal(first, again);
        Assert.NotEqual(first, new PictureViews(pictures, 1).Second([0, 1]).data<float>().ToArray());
        Assert.All(first, value => Assert.InRange(value, 0, 1));
    }
}
