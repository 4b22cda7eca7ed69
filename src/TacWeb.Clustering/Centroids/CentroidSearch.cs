using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Centroids;

/// <summary>Lloyd's k-means, plain and spherical, over [x] or [x; u] rows; several starts share each pass over the rows.</summary>
/// <remarks>
/// One pass is a blocked product of the rows with the centres of all running starts, then the arg-max of each start. A start ends when no label
/// changes. N × K similarities never exist as a whole.
/// </remarks>
internal static class CentroidSearch
{
    private const int GroupColumns = 4096;
    private const int BlockNumbers = 1 << 23;

    /// <summary>The best of all starts.</summary>
    /// <param name="parts">One or two matrices with equal row counts; similarities of a pair are added.</param>
    /// <param name="k">1 … N.</param>
    /// <param name="settings">Kind, starts, iterations, seed.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <param name="context">Its budget ends the search with the best labels so far, one pass at least; null: no budget.</param>
    public static CentroidResult Best(IReadOnlyList<Vectors> parts, int k, CentroidSettings settings, CancellationToken cancellationToken, FitContext? context = null)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        int starts = k == 1 ? 1 : settings.Restarts;
        int[][] seeds = CentroidSeeding.Draw(parts, k, settings.Spherical, starts, settings.Seed, cancellationToken);
        int group = Math.Clamp(GroupColumns / k, 1, starts);
        int blockRows = Math.Clamp(BlockNumbers / (group * k), 256, 8192);
        using RowBlocks rows = new(parts, blockRows);
        double squares = settings.Spherical ? 0 : parts.Sum(SumOfSquares);
        CentroidResult? best = null;
        foreach (int[][] chunk in seeds.Chunk(group))
        {
            if (best is not null && context?.Stops($"k-means stopped before all of its {starts} starts were made") == true)
            {
                break;
            }

            CentroidRun[] runs = [.. chunk.Select(first => new CentroidRun(rows, k, settings.Spherical, first))];
            bool stopped = Iterate(rows, runs, k, settings, context, cancellationToken);
            foreach (CentroidRun run in runs)
            {
                double objective = run.Objective(squares);
                best = best is null || objective > best.Objective ? new CentroidResult(run.Labels, run.Centres, objective, run.Iterations) : best;
            }

            if (stopped)
            {
                break;
            }
        }

        return best!;
    }

    private static double SumOfSquares(Vectors rows)
    {
        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            sum += TensorPrimitives.SumOfSquares(rows[i]);
        }

        return sum;
    }

    /// <summary>Passes until all starts have settled; whether the budget ended them before.</summary>
    private static bool Iterate(RowBlocks rows, CentroidRun[] runs, int k, CentroidSettings settings, FitContext? context, CancellationToken cancellationToken)
    {
        long[] buffer = [];
        for (CentroidRun[] active = runs; active.Length > 0; active = [.. active.Where(run => !run.Done)])
        {
            using DisposeScope pass = torch.NewDisposeScope();
            torch.Tensor[] centres = rows.Centres(active.SelectMany(run => run.Centres).ToArray());
            torch.Tensor? biases = settings.Spherical ? null : TensorBridge.Matrix([.. active.SelectMany(run => run.Biases)], 1, active.Length * k);
            for (int block = 0; block < rows.BlockCount; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Assign(rows, block, centres, biases, active, k, ref buffer);
            }

            Parallel.ForEach(active, run => run.EndPass(settings.MaxIterations));
            if (active.Any(run => !run.Done) && context?.Stops($"k-means stopped after {active[0].Iterations} passes of at most {settings.MaxIterations}") == true)
            {
                return true;
            }
        }

        return false;
    }

    private static void Assign(RowBlocks rows, int block, torch.Tensor[] centres, torch.Tensor? biases, CentroidRun[] active, int k, ref long[] buffer)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor products = rows.Products(block, centres); // [rows, starts · K]
        products = biases is null ? products : products.sub_(biases);
        TensorBridge.CopyTo(products.view(rows.Rows(block) * active.Length, k).argmax(1), ref buffer); // [rows, starts]
        long[] nearest = buffer;
        int count = rows.Rows(block);
        Parallel.For(0, active.Length, run => active[run].Accept(rows.Start(block), nearest.AsSpan(0, count * active.Length), active.Length, run));
    }
}
