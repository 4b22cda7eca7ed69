using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.PseudoLabels;

public class SpiceTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("spice", (input, integers) => SpiceLoss.Of(input("scores"), integers("labels")));

    [Fact]
    public void FixMatch_and_its_gradients_equal_the_script() => GoldenLosses.Check("fixmatch", (input, integers) =>
        SpiceLoss.FixMatch(input("known"), integers("labels"), input("strong"), integers("guesses"), 9));

    [Fact]
    public void Prototypes_of_the_surest_label_what_lies_nearest()
    {
        // two directions, four images; the head is surest of images 0 and 2
        var images = MadeData.Unit(2, [1, 0, 0.9f, 0.1f, 0, 1, 0.1f, 0.9f]);
        (int Row, int Label)[] labelled = SpiceLabels.Of(images, [0, 1, 2, 3], [0.9f, 0.1f, 0.5f, 0.5f, 0.2f, 0.8f, 0.6f, 0.4f], 2, 0.5);
        Assert.Equal([(0, 0), (1, 0), (2, 1), (3, 1)], labelled);
    }

    [Fact]
    public void The_second_part_learns_the_reliable_labels()
    {
        SpiceOptions options = SpiceOptions.ForTests;
        FitContext context = new(0);
        Partition partition = new Spice(options).Fit(MadeData.Input(), context);
        Assert.Empty(context.Warnings);
        Assert.Equal(options.Epochs!.Value + options.SemiEpochs!.Value, partition.History.Count);
        Assert.True(partition.History[^1].Losses[1].Value > 0.5);
    }

    [Fact]
    public void Without_reliable_labels_the_first_part_is_the_result_and_says_so()
    {
        SpiceOptions never = SpiceOptions.ForTests with { ReliableConfidence = 1 };
        FitContext context = new(0);
        Partition partition = new Spice(never).Fit(MadeData.Input(), context), alone = new Spice(never with { SemiEpochs = 0 }).Fit(MadeData.Input(), new FitContext(0));
        Assert.Contains("left out", Assert.Single(context.Warnings), StringComparison.Ordinal);
        Assert.Equal(alone.Soft!.Values.ToArray(), partition.Soft!.Values.ToArray());
        Assert.Equal(alone.History[^1].Losses[0].Value, partition.History[^1].Losses[0].Value); // seeds are compared by it
    }
}
