using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Beyond;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Beyond;

public class TurtleTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() =>
        GoldenLosses.Check("turtle", (input, _) => TurtleLoss.Of(torch.softmax(input("theta"), 1), input("classifier").detach(), 10).Total);

    [Fact]
    public void A_second_space_takes_part()
    {
        ClusterInput two = MadeData.Input() with { OtherViews = [MadeData.Blobs(300, 16, 3, seed: 5)] };
        Partition partition = new Turtle(TurtleOptions.ForTests).Fit(two, new FitContext(0));
        Assert.True(MadeData.Agreement(MadeData.BlobLabels(300, 3), partition.Labels) >= 0.9);
        Assert.NotEqual(new Turtle(TurtleOptions.ForTests).Fit(MadeData.Input(), new FitContext(0)).Soft!.Values.ToArray(), partition.Soft!.Values.ToArray());
    }
}
