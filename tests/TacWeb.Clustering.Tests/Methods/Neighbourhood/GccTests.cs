using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.Neighbourhood;

public class GccTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("graph", (input, _) =>
    {
        Tensor weights = torch.tensor(new[,] { { 1.2f, 0.8f }, { 0.7f, 1.0f }, { 1.0f, 0.9f }, { 0.6f, 1.1f } });
        bool[] near = new bool[32]; // [4, 8]: neighbours 0–2, 2–3 in both looks, own look
        foreach ((int i, int j) in new[] { (0, 2), (2, 0), (2, 3) })
        {
            (near[(i * 8) + j], near[(i * 8) + 4 + j]) = (true, true);
        }

        for (int i = 0; i < 4; i++)
        {
            near[(i * 8) + 4 + i] = true;
        }

        return GraphContrast.Of(input("z"), input("w"), [input("n1"), input("n2")], weights, torch.tensor(near, [4, 8]));
    });

    [Fact]
    public void The_graph_lists_the_image_itself_first_and_counts_degrees_both_ways()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        GccGraph graph = new(MadeData.Unit(2, [1, 0, 0.99f, 0.1f, 0, 1]), 1, 0, default);
        Assert.Equal([[0, 1], [1, 0], [2, 1]], graph.Lists);
        float[] weights = TensorBridge.ToArray(graph.Weights([2]));
        Close.To([MathF.Sqrt(3f / 2), MathF.Sqrt(3f / 3)], weights, 1e-6); // 2 knows itself and 1; 1 knows itself, 0 and 2
        bool[] mask = graph.Mask([0, 1, 2]).data<bool>().ToArray();
        Assert.Equal([false, true, false, true, true, false], mask[..6]);
    }

    [Fact]
    public void The_first_epochs_learn_instances_alone()
    {
        Partition partition = new Gcc(GccOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.Equal(0, partition.History[0].Losses[2].Value);
        Assert.True(partition.History[^1].Losses[2].Value > 0);
    }
}
