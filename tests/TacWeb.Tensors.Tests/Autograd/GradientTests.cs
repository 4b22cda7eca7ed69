using TacWeb.Tensors.Autograd;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Autograd;

public sealed class GradientTests
{
    public static TheoryData<string> Cases => [.. DifferentiableCases.All.Select(Key)];

    [Fact]
    public void Every_differentiable_operation_has_a_case()
        => Assert.Empty(Enum.GetValues<Operation>().Except([Operation.Leaf]).Except(DifferentiableCases.All.Select(c => c.Operation)));

    [Fact]
    public void Case_names_are_unique() => Assert.Equal(DifferentiableCases.All.Count(), DifferentiableCases.All.Select(Key).Distinct().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_goes_through_the_operation_it_names(string key)
    {
        using DisposeScope scope = NewDisposeScope();
        DifferentiableCase c = Find(key);
        Tensor result = c.Function(Draw(c, 1));
        HashSet<Operation> seen = [];
        Walk(result.Edge!, seen);
        Assert.Contains(c.Operation, seen);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_agrees_with_central_differences(string key)
    {
        using DisposeScope scope = NewDisposeScope();
        DifferentiableCase c = Find(key);
        Tensor[] inputs = Draw(c, 2);
        Tensor weights = WeightsFor(c, inputs);
        IList<Tensor> gradients = autograd.grad([(c.Function(inputs) * weights).sum()], inputs);
        CentralDifferences.Compare(inputs, gradients, () => c.Function(inputs), weights);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_of_the_gradient_agrees_with_central_differences(string key)
    {
        using DisposeScope scope = NewDisposeScope();
        DifferentiableCase c = Find(key);
        Tensor[] inputs = Draw(c, 3);
        Tensor weights = WeightsFor(c, inputs);

        // tanh makes the sum nonlinear in the result, so that linear operations have a second derivative too.
        Tensor[] Slopes() => [.. autograd.grad([(c.Function(inputs).tanh() * weights).sum()], inputs, create_graph: true)];
        Tensor[] directions = [.. inputs.Select(x => randn(x.Sizes))];
        Tensor Along() => Slopes().Zip(directions, (slope, direction) => (slope * direction).sum()).Aggregate((a, b) => a + b);
        IList<Tensor> second = autograd.grad([Along()], inputs);
        CentralDifferences.Compare(inputs, second, Along, ones([]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recording_the_backward_pass_does_not_change_it(string key)
    {
        using DisposeScope scope = NewDisposeScope();
        DifferentiableCase c = Find(key);
        Tensor[] inputs = Draw(c, 4);
        Tensor weights = WeightsFor(c, inputs);
        IList<Tensor> plain = autograd.grad([(c.Function(inputs) * weights).sum()], inputs);
        IList<Tensor> recorded = autograd.grad([(c.Function(inputs) * weights).sum()], inputs, create_graph: true);
        Assert.All(plain.Zip(recorded), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-5)));
    }

    private static string Key(DifferentiableCase c) => $"{c.Operation}: {c.Name}";

    private static DifferentiableCase Find(string key) => DifferentiableCases.All.Single(c => Key(c) == key);

    private static Tensor WeightsFor(DifferentiableCase c, Tensor[] inputs)
    {
        using IDisposable mode = enable_grad();
        return rand(c.Function(inputs).Sizes) + 0.5;
    }

    private static Tensor[] Draw(DifferentiableCase c, long seed)
    {
        manual_seed(seed);
        return [.. c.Inputs.Select(shape =>
        {
            // Spread apart, so that no step crosses a tie or a kink.
            long count = shape.Aggregate(1L, (product, size) => product * size);
            Tensor ranks = (randperm(count).to(ScalarType.Float32) + 0.5 + (rand(count) * 0.5)) / count;
            Tensor values = c.Positive ? (ranks * 1.5) + 0.5 : c.Probability ? (ranks * 0.8) + 0.1 : (ranks - 0.52) * 3;
            return values.reshape(shape).clone().requires_grad_();
        })];
    }

    private static void Walk(Node node, HashSet<Operation> seen)
    {
        seen.Add(node.Operation);
        foreach (Node? input in node.Inputs)
        {
            if (input is not null)
            {
                Walk(input, seen);
            }
        }
    }
}
