using TacWeb.Clustering.Methods.Distribution;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Distribution;

public class DcganTests
{
    [Fact]
    public void Pictures_are_needed_and_as_many_as_images()
    {
        Dcgan method = new(DcganOptions.ForTests);
        Assert.Throws<ArgumentException>(() => method.Fit(MadeData.Input() with { Pixels = null }, new FitContext(0)));
        Assert.Throws<ArgumentException>(() => method.Fit(MadeData.Input() with { Pixels = MadeData.Input(count: 90).Pixels }, new FitContext(0)));
    }

    [Fact]
    public void Eight_pictures_are_drawn_for_each_cluster()
    {
        Partition partition = ContractFit.Of("dcgan").Partition;
        Assert.Equal((32, 32, 1, 24), (partition.Samples!.Height, partition.Samples.Width, partition.Samples.Channels, partition.Samples.Count));
    }

    [Fact]
    public void Maps_have_the_authors_sizes_and_features_the_papers_grid()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DcganNetworks networks = new(3, 4, 16);
        Tensor drawn = networks.Draw(5);
        Assert.Equal([5, 3, 32, 32], drawn.shape);
        Assert.Equal([32, 16, 16, 8, 8, 4], networks.Discriminator.Maps(drawn).Select(map => map.shape[2]));
        Assert.Equal([5, 16 * (4 + 8 + 8 + 16 + 16 + 16)], networks.Features(drawn).shape);
        Assert.Equal([5, 1], networks.Judge(drawn).shape);
    }

    [Fact]
    public void Weights_are_brought_back()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DcganNetworks networks = new(1, 2, 8);
        float[][] kept = networks.Remember();
        using (torch.no_grad())
        {
            foreach (Tensor parameter in networks.DiscriminatorParameters())
            {
                parameter.add_(1);
            }
        }

        Assert.NotEqual(kept[0], networks.Remember()[0]);
        networks.Restore(kept);
        Assert.Equal(kept, networks.Remember());
    }
}
