namespace TacWeb.Clustering.Projection;

/// <summary>UMAP's stochastic gradient descent: edges pull in proportion to their weights, drawn rows push.</summary>
/// <remarks>
/// In an epoch each row moves against the others as they stood when the epoch began (uwot's "batch" mode), and every draw depends on seed, row and epoch alone; so rows are
/// moved in parallel and the result does not depend on threads. umap-learn moves both ends at once.
/// </remarks>
internal sealed class LayoutDescent(FuzzyGraph graph, UmapOptions options, int seed)
{
    private const float MostStep = 4;
    private const int RowsAtOnce = 256;
    private const int SmallSet = 10_000;
    private readonly int _epochs = options.Epochs ?? (graph.Count <= SmallSet ? 500 : 200);
    private readonly float _a = (float)options.A;
    private readonly float _b = (float)options.B;
    private readonly float _heaviest = graph.Weights.Length == 0 ? 1 : graph.Weights.Max();

    /// <summary>Moves the rows.</summary>
    /// <param name="start">[N, 2]; it is written over.</param>
    /// <param name="progress">Share of the epochs that are done.</param>
    /// <param name="cancellationToken">Checked once an epoch.</param>
    /// <returns>[N, 2].</returns>
    public float[] Run(float[] start, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        float[] before = start, after = new float[start.Length];
        int blocks = (graph.Count + RowsAtOnce - 1) / RowsAtOnce;
        for (int epoch = 0; epoch < _epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (float[] from, float[] to, int now) = (before, after, epoch);
            Parallel.For(0, blocks, block =>
            {
                for (int row = block * RowsAtOnce; row < Math.Min(graph.Count, (block + 1) * RowsAtOnce); row++)
                {
                    Move(row, now, from, to);
                }
            });
            (before, after) = (after, before);
            progress?.Report((epoch + 1.0) / _epochs);
        }

        return before;
    }

    private void Move(int row, int epoch, float[] from, float[] to)
    {
        CounterRandom random = new(seed, row, epoch);
        float step = 1 - ((float)epoch / _epochs), x = from[2 * row], y = from[(2 * row) + 1];
        for (int place = graph.Starts[row]; place < graph.Starts[row + 1]; place++)
        {
            float rate = graph.Weights[place] / _heaviest;
            int other = graph.Columns[place];
            if (random.Unit() < rate) // this row's own edge
            {
                Pull(from, other, step, ref x, ref y);
                for (int negative = 0; negative < options.Negatives; negative++)
                {
                    int drawn = random.Below(graph.Count);
                    if (drawn != row)
                    {
                        Push(from, drawn, step, ref x, ref y);
                    }
                }
            }

            if (random.Unit() < rate) // the other row's edge to this one, which moves both
            {
                Pull(from, other, step, ref x, ref y);
            }
        }

        (to[2 * row], to[(2 * row) + 1]) = (x, y);
    }

    private void Pull(float[] from, int other, float step, ref float x, ref float y)
    {
        float dx = x - from[2 * other], dy = y - from[(2 * other) + 1], square = (dx * dx) + (dy * dy);
        if (square > 0)
        {
            float power = MathF.Pow(square, _b);
            float factor = -2 * _a * _b * power / (square * (1 + (_a * power)));
            x += step * Math.Clamp(factor * dx, -MostStep, MostStep);
            y += step * Math.Clamp(factor * dy, -MostStep, MostStep);
        }
    }

    private void Push(float[] from, int other, float step, ref float x, ref float y)
    {
        float dx = x - from[2 * other], dy = y - from[(2 * other) + 1], square = (dx * dx) + (dy * dy);
        if (square > 0)
        {
            float factor = 2 * _b / ((0.001f + square) * (1 + (_a * MathF.Pow(square, _b))));
            x += step * Math.Clamp(factor * dx, -MostStep, MostStep);
            y += step * Math.Clamp(factor * dy, -MostStep, MostStep);
        }
    }
}
