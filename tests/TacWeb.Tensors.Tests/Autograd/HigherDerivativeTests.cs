using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Tests.Autograd;

public sealed class HigherDerivativeTests
{
    [Fact]
    public void The_derivatives_of_x_cubed_are_3x2_6x_and_6()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f, -1.5f], requires_grad: true);
        Tensor first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        Tensor second = autograd.grad([first.sum()], [x], create_graph: true)[0];
        Tensor third = autograd.grad([second.sum()], [x])[0];
        Assert.Equal([12f, 6.75f], first.data<float>().ToArray());
        Assert.Equal([12f, -9f], second.data<float>().ToArray());
        Assert.Equal([6f, 6f], third.data<float>().ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gradient_penalty_reaches_the_weights(bool normalised)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        using Modules.Sequential before = normalised ? Sequential(Linear(4, 5), BatchNorm1d(5)) : Sequential(Linear(4, 5));
        using Modules.Sequential critic = Sequential(before, LeakyReLU(0.2), Linear(5, 1));
        Tensor x;
        do
        {
            // Away from the kink, which the steps of the numerical derivative must not cross.
            x = randn([6, 4], requires_grad: true);
        }
        while (before.call(x).abs().min().item<float>() < 0.08);

        Tensor[] weights = [.. critic.parameters()];
        Tensor Penalty()
        {
            Tensor slope = autograd.grad([critic.call(x).sum()], [x], create_graph: true)[0];
            return (slope.norm(1) - 1).pow(2).mean();
        }

        IList<Tensor> gradients = autograd.grad([Penalty()], weights, allow_unused: true);
        Assert.NotNull(gradients[0]);
        Tensor[] used = [.. weights.Where((_, i) => gradients[i] is not null)];
        CentralDifferences.Compare(used, [.. gradients.Where(g => g is not null)], Penalty, ones([]));
        Assert.True(gradients[0].abs().max().item<float>() > 1e-3);
    }

    [Fact]
    public void A_freed_graph_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true), y = x.exp().sum();
        y.backward();
        Assert.Throws<InvalidOperationException>(() => y.backward());
    }

    [Fact]
    public void Gradients_add_up_over_passes_until_they_are_cleared()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);
        x.pow(2).sum().backward();
        x.pow(2).sum().backward();
        Assert.Equal(8, x.grad!.item<float>());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Overwriting_a_value_that_a_gradient_needs_is_an_error()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true), y = x * 1, z = (y * y).sum();
        using (no_grad())
        {
            y.add_(1);
        }

        Assert.Throws<InvalidOperationException>(() => z.backward());
    }

    [Fact]
    public void An_in_place_change_takes_part_in_the_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f, 3f], requires_grad: true), y = x * 3;
        y.mul_(x);
        y.sum().backward();
        Assert.Equal([12f, 18f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_leaf_that_requires_a_gradient_cannot_be_changed_in_place()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);
        Assert.Throws<InvalidOperationException>(() => x.add_(1));
    }

    [Fact]
    public void Nothing_is_recorded_without_grad_mode_or_after_detach()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.False(x.detach().requires_grad);
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_graph_outlives_the_tensors_it_was_made_from()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true), loss;
        using (NewDisposeScope())
        {
            Tensor middle = x.exp();
            loss = (middle * middle).sum().MoveToOuterDisposeScope();
        }

        loss.backward();
        Assert.Equal(2 * Math.Exp(4), x.grad!.item<float>(), 1e-3);
    }

    [Fact]
    public void An_unused_input_is_an_error_unless_allowed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([2f], requires_grad: true), other = tensor([1f], requires_grad: true);
        Assert.Throws<InvalidOperationException>(() => autograd.grad([x.sum()], [other]));
        Assert.Null(autograd.grad([x.sum()], [other], allow_unused: true)[0]);
    }

    [Fact]
    public void A_chain_of_many_thousand_operations_is_differentiated_and_freed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f], requires_grad: true), y = x;
        for (int i = 0; i < 20_000; i++)
        {
            Tensor next = y + 0.001f;
            y = next;
        }

        y.sum().backward();
        Assert.Equal(1, x.grad!.item<float>());
    }
}
