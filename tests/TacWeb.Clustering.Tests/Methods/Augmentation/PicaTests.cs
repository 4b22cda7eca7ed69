using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Augmentation;

public class PicaTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("pica", (input, _) => PicaLoss.Of(input("p"), input("q"), 2).Total);

    [Fact]
    public void The_auxiliary_head_is_trained_too()
    {
        Partition partition = new Pica(PicaOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(partition.History[^1].Losses[3].Value < partition.History[0].Losses[3].Value);
        Assert.Equal(3, partition.Soft!.Classes);
    }
}
