using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Scopes;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_only_that()
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor before = ones(3), inside, moved, detached;
        using (DisposeScope scope = NewDisposeScope())
        {
            inside = before + 1;
            moved = (before + 2).MoveToOuterDisposeScope();
            detached = (before + 3).DetachFromDisposeScope();
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(inside.IsInvalid);
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.False(outer.Contains(detached));
        outer.DisposeEverything();
        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        Tensor kept;
        using (DisposeScope scope = NewDisposeScope())
        {
            kept = scope.MoveToOuter(ones(3));
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void A_view_lives_on_when_the_tensor_it_came_from_is_disposed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f, 2, 3, 4], [2, 2]), column = x.select(1, 1);
        x.Dispose();
        Assert.Equal([2f, 4f], column.data<float>().ToArray());
    }

    [Fact]
    public void A_training_step_leaves_nothing_behind()
    {
        using DisposeScope everything = NewDisposeScope();
        using nn.Module<Tensor, Tensor> head = nn.Sequential(("a", nn.Linear(6, 5)), ("b", nn.BatchNorm1d(5)), ("c", nn.ReLU()), ("d", nn.Linear(5, 3)), ("e", nn.Softmax(1)));
        using Modules.Adam optimizer = optim.Adam(head.parameters());
        Tensor x = randn(8, 6);
        Step(head, optimizer, x);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 3; i++)
        {
            Step(head, optimizer, x);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Without_any_scope_only_the_results_are_alive()
    {
        Tensor x = randn(8, 6);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor[] results =
        [
            x.mean(), x.var(0L), x.std(), x.softmax(0), x.logsumexp(0), x.max(1).values, x.reshape(6, 8), x.matmul(x.t()), nn.functional.normalize(x), x[1..3], x.argmax(1),
            x.eq(x), x.where(x.gt(0), x * 2), 2 / x, 1 - x, x.flatten(), x.sum(1), x.cumsum(0), eye(3), arange(5),
        ];
        foreach (Tensor result in results)
        {
            result.Dispose();
        }

        // Left: the positions of max, and the masks and products that were written as arguments.
        Assert.Equal(before + 4, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        x.Dispose();
    }

    [Fact]
    public void Using_a_disposed_tensor_is_an_error()
    {
        Tensor x = ones(3);
        x.Dispose();
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => x + 1);
    }

    private static void Step(nn.Module<Tensor, Tensor> head, optim.Optimizer optimizer, Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        head.call(x).log().mean().backward();
        optimizer.step();
    }
}
