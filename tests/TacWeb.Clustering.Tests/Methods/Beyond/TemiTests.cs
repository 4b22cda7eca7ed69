using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.Beyond;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Methods.Beyond;

public class TemiTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() => GoldenLosses.Check("temi", (input, _) => TemiLoss.Of(
        torch.log_softmax(input("scores").div(0.1), 1),
        input("teacher").detach().log(),
        torch.tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f }),
        torch.tensor(new[] { 0.2f, 0.34f, 0.48f, 0.62f, 0.76f, 0.9f }),
        0.6));

    [Fact]
    public void Weights_are_the_heads_mean_agreement()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor sure = torch.tensor(new float[,] { { 1, 0 } }), other = torch.tensor(new float[,] { { 0, 1 } });
        Assert.Equal(0.5f, TemiLoss.Weights([sure, sure], [sure, other]).item<float>());
    }

    [Fact]
    public void The_teacher_follows_and_its_layers_place_rows_as_its_tensors_do()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        using TemiHead student = new(4, 6, 3), teacher = new(4, 6, 3);
        teacher.Follow(student, 0);
        Vectors rows = MadeData.Blobs(5, 4, 2, seed: 1);
        Tensor expected = torch.softmax(student.Forward(TensorBridge.Block(rows, 0, 5)).div(0.1), 1);
        float[] managed = new DenseAssigner(teacher.Weights(0.1)).AssignSoft(rows)!.Values.ToArray();
        Close.To(TensorBridge.ToArray(expected.detach()), managed, 1e-5);
    }
}
