using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Tests.Losses;

public class PriorTargetTests
{
    private static readonly float[] Rows = [0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f, 0.3f, 0.6f, 0.1f];

    [Fact]
    public void Equal_shares_leave_the_entropy_as_it_is()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor p = TensorBridge.Matrix(Rows, 3, 3);
        Assert.Equal(Balance.Of(p).item<float>(), Balance.Of(p, new PriorTarget([1 / 3.0, 1 / 3.0, 1 / 3.0])).item<float>(), 1e-6);
    }

    [Fact]
    public void It_is_log_K_less_the_divergence_from_shares_matched_by_rank()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double[] mean = [1.1 / 3, 1.6 / 3, 0.3 / 3], matched = [0.3, 0.6, 0.1];
        double expected = Math.Log(3) - mean.Zip(matched).Sum(pair => pair.First * Math.Log(pair.First / pair.Second));
        Assert.Equal(expected, Value(Rows), 1e-6);
    }

    [Fact]
    public void Its_gradient_is_that_of_finite_differences()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor p = torch.tensor(Rows, [3, 3], requires_grad: true);
        Cross(p).backward();
        float[] gradient = p.grad!.contiguous().data<float>().ToArray();
        for (int i = 0; i < Rows.Length; i++)
        {
            float[] more = [.. Rows], less = [.. Rows];
            (more[i], less[i]) = (more[i] + 0.01f, less[i] - 0.01f);
            Assert.Equal((Value(more) - Value(less)) / 0.02, gradient[i], 1e-3);
        }
    }

    [Fact]
    public void Sizes_are_smoothed_towards_equal_ones()
    {
        double[] shares = PriorTarget.Smoothed([80, 20, 0, 0]);
        Assert.Equal([82.5 / 110, 22.5 / 110, 2.5 / 110, 2.5 / 110], shares.Select(share => Math.Round(share, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(1, shares.Sum(), 1e-12);
    }

    [Fact]
    public void Rows_count_as_decided_by_what_tells_them_apart()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal(1, PriorTarget.Decided(Made.OneHot(6, 3)), 1e-5);
        Assert.Equal(0, PriorTarget.Decided(Made.Uniform(6, 3)), 1e-5);
        Assert.Equal(0, PriorTarget.Decided(Made.OneHot(1, 3)), 1e-5);
        Assert.Equal(Balance.Of(Made.Uniform(6, 3)).item<float>(), Balance.Of(Made.Uniform(6, 3), Uneven).item<float>(), 1e-5);
    }

    private static PriorTarget Uneven => new([0.1, 0.3, 0.6]);

    // H(p̄) and the cross term at its full weight
    private static Tensor Cross(Tensor p) => Balance.Of(p).add(Uneven.CrossTerm(p.mean([0L])));

    private static double Value(float[] rows) => Cross(TensorBridge.Matrix(rows, 3, 3)).item<float>();
}
