using System.Diagnostics;
using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Tests.Evaluation;

public sealed class HungarianTests
{
    [Fact]
    public void The_sum_is_that_of_brute_force_on_every_small_shape()
    {
        Random random = new(11);
        for (int trial = 0; trial < 1500; trial++)
        {
            int rows = random.Next(1, 6), columns = random.Next(1, 6);
            bool tied = trial % 3 == 0;
            double[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => tied ? random.Next(3) : (random.NextDouble() * 20) - 10)];
            int[] match = Hungarian.Maximize(values, rows, columns);
            Assert.Equal(Math.Min(rows, columns), match.Count(column => column >= 0));
            Assert.Equal(match.Count(column => column >= 0), match.Where(column => column >= 0).Distinct().Count());
            Assert.Equal(Best(values, rows, columns, 0, 0), Sum(values, columns, match), 1e-9);
        }
    }

    [Fact]
    public void A_thousand_by_a_thousand_takes_less_than_a_second()
    {
        Random random = new(2);
        double[] values = [.. Enumerable.Range(0, 1_000_000).Select(_ => random.NextDouble())];
        Hungarian.Maximize(values.AsSpan(0, 10_000), 100, 100);
        Stopwatch watch = Stopwatch.StartNew();
        int[] match = Hungarian.Maximize(values, 1000, 1000);
        double seconds = watch.Elapsed.TotalSeconds;
        Assert.Equal(1000, match.Distinct().Count());
        Assert.InRange(1000 - Sum(values, 1000, match), 1, 2);   // random assignment: the loss tends to π²/6 = 1.64
        Assert.InRange(seconds, 0, 5);   // a loose bound for a busy machine; measured 0.1 s
    }

    [Fact]
    public void A_matrix_of_ties_is_assigned_at_once_and_in_order()
    {
        int[] match = Hungarian.Maximize(new double[1_000_000], 1000, 1000);
        Assert.Equal(Enumerable.Range(0, 1000), match);
    }

    [Fact]
    public void No_rows_and_no_columns_are_fine()
    {
        Assert.Empty(Hungarian.Maximize([], 0, 4));
        Assert.Equal([-1, -1], Hungarian.Maximize([], 2, 0));
    }

    [Fact]
    public void Wrong_shapes_and_NaN_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Hungarian.Maximize([1, 2, 3], 2, 2));
        Assert.Throws<ArgumentException>(() => Hungarian.Maximize([1, 2, 3, double.NaN], 2, 2));
    }

    private static double Sum(double[] values, int columns, int[] match) =>
        match.Select((column, row) => column < 0 ? 0 : values[(row * columns) + column]).Sum();

    /// <summary>Tries everything; with more rows than columns some rows stay free.</summary>
    private static double Best(double[] values, int rows, int columns, int row, int used)
    {
        if (row == rows)
        {
            return System.Numerics.BitOperations.PopCount((uint)used) == Math.Min(rows, columns) ? 0 : double.NegativeInfinity;
        }

        double best = rows > columns ? Best(values, rows, columns, row + 1, used) : double.NegativeInfinity;
        for (int column = 0; column < columns; column++)
        {
            if ((used >> column & 1) == 0)
            {
                best = Math.Max(best, values[(row * columns) + column] + Best(values, rows, columns, row + 1, used | (1 << column)));
            }
        }

        return best;
    }
}
