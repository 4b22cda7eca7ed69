using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Structural;

public class PartyTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("party", (input, _) => PartyLoss.Of(
        input("x"), input("rebuilt"), input("h").narrow(0, 0, 4), torch.mm(input("c").detach(), input("h")), [input("w"), input("b")], 0.7, 0.01).Total);

    [Fact]
    public void A_batch_brings_each_atom_once_behind_its_own_rows()
    {
        SparseCodes codes = new([2, 1, 0, -1, 1, 0, 0, 2], [0.5f, 0.25f, 1, 0, -1, 2, 3, 4], 2);
        ExpressedBatch batch = ExpressedBatch.Of([3, 1], codes);
        Assert.Equal([3, 1, 0, 2], batch.Rows);
        Assert.Equal([0, 0, 3, 4, 0, 0, 1, 0], batch.Coefficients);
    }

    [Fact]
    public void Both_parts_of_the_loss_fall()
    {
        Partition partition = new Party(PartyOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.True(partition.History[^1].Losses[1].Value < partition.History[0].Losses[1].Value);
        Assert.True(partition.History[^1].Losses[0].Value < partition.History[0].Losses[0].Value);
    }
}
