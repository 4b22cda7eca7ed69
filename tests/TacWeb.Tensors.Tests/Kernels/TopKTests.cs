using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Kernels;

public sealed class TopKTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 3)]
    [InlineData(500, 51)]
    [InlineData(5000, 5)]
    [InlineData(300, 300)]
    public void The_best_come_first_and_ties_by_position(int count, int k)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7);
        Tensor x = randint(0, 40, [4, count]).to(ScalarType.Float32) / 4;
        (Tensor values, Tensor positions) = x.topk(k);
        (Tensor least, Tensor last) = x.topk(k, largest: false);
        for (int row = 0; row < 4; row++)
        {
            float[] all = x[row].data<float>().ToArray();
            long[] best = [.. Enumerable.Range(0, count).OrderByDescending(i => all[i]).ThenBy(i => i).Take(k).Select(i => (long)i)];
            long[] worst = [.. Enumerable.Range(0, count).OrderBy(i => all[i]).ThenBy(i => i).Take(k).Select(i => (long)i)];
            Assert.Equal(best, positions[row].data<long>().ToArray());
            Assert.Equal(worst, last[row].data<long>().ToArray());
            Assert.Equal(best.Select(i => all[i]), values[row].data<float>().ToArray());
            Assert.Equal(worst.Select(i => all[i]), least[row].data<float>().ToArray());
        }
    }

    [Fact]
    public void NaN_counts_as_largest()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1f, float.NaN, float.PositiveInfinity, -1f]);
        Assert.Equal([1L, 2, 0, 3], x.argsort(descending: true).data<long>().ToArray());
        Assert.Equal([3L, 0, 2, 1], x.argsort().data<long>().ToArray());
    }

    [Fact]
    public void Sorting_columns_puts_each_column_in_order()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor values, Tensor positions) = tensor([3f, 1, 1, 2, 2, 3], [3, 2]).sort(0);
        Assert.Equal([1f, 1, 2, 2, 3, 3], values.data<float>().ToArray());
        Assert.Equal([1L, 0, 2, 1, 0, 2], positions.data<long>().ToArray());
    }
}
