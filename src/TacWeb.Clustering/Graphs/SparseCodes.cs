using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Graphs;

/// <summary>Each row as a combination of a few other rows, by orthogonal matching pursuit (You, Robinson and Vidal, CVPR 2016: SSC-OMP).</summary>
/// <param name="Atoms">[N, a] rows that express each row; −1 where fewer suffice.</param>
/// <param name="Values">[N, a] their coefficients.</param>
/// <param name="PerRow">a.</param>
internal sealed record SparseCodes(int[] Atoms, float[] Values, int PerRow)
{
    private const int BlockRows = 1024;
    private const float Settled = 1e-6f; // squared residual of a unit row at which no further atom is taken

    /// <summary>Codes of unit rows: the atom with the largest |residual·x_j| is added, then all coefficients are those of least squares.</summary>
    /// <param name="unit">[N, d], N ≥ 2.</param>
    /// <param name="perRow">Atoms, at most.</param>
    /// <param name="candidates">Rows with the largest x_i·x_j that may be atoms of a row; null: all.</param>
    /// <param name="cancellationToken">Checked once a pair of blocks.</param>
    public static SparseCodes Of(Vectors unit, int perRow, int? candidates, CancellationToken cancellationToken)
    {
        int n = unit.Count, most = Math.Min(perRow, n - 1);
        Neighbours? near = candidates is { } few && few < n - 1 ? Neighbours.Find(unit, few, cancellationToken) : null;
        int[] atoms = new int[n * most];
        float[] values = new float[n * most];
        Array.Fill(atoms, -1);
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        for (int start = 0; start < n; start += BlockRows)
        {
            int count = Math.Min(BlockRows, n - start);
            float[] residuals = unit.Values.Slice(start * unit.Dimension, count * unit.Dimension).ToArray();
            for (int step = 0; step < most; step++)
            {
                int[] best = near is not null ? Near(unit, near, residuals, atoms.AsMemory(start * most, count * most), start, count, most) : Best(unit, residuals, atoms.AsMemory(start * most, count * most), start, count, most, cancellationToken);
                Parallel.For(0, count, row => Add(unit, start + row, best[row], step, atoms.AsSpan((start + row) * most, most), values.AsSpan((start + row) * most, most), residuals.AsSpan(row * unit.Dimension, unit.Dimension)));
            }
        }

        return new SparseCodes(atoms, values, most);
    }

    /// <summary>The affinity |C| + |C|ᵀ as a graph.</summary>
    public SparseGraph Affinity()
    {
        int n = PerRow == 0 ? 1 : Atoms.Length / PerRow;
        Dictionary<(int First, int Second), float> weights = [];
        for (int place = 0; place < Atoms.Length; place++)
        {
            (int row, int atom, float weight) = (place / PerRow, Atoms[place], MathF.Abs(Values[place]));
            if (atom >= 0 && weight > 0)
            {
                (int First, int Second) pair = (Math.Min(row, atom), Math.Max(row, atom));
                weights[pair] = weights.GetValueOrDefault(pair) + weight;
            }
        }

        return SparseGraph.Of(n, [.. weights.OrderBy(entry => entry.Key).Select(entry => (entry.Key.First, entry.Key.Second, entry.Value))]);
    }

    /// <summary>The best of each row's candidates.</summary>
    private static int[] Near(Vectors unit, Neighbours near, float[] residuals, Memory<int> atoms, int start, int count, int most)
    {
        int[] best = new int[count];
        Parallel.For(0, count, row =>
        {
            float largest = 0;
            best[row] = -1;
            foreach (int candidate in near[start + row])
            {
                float product = MathF.Abs(TensorPrimitives.Dot(unit[candidate], residuals.AsSpan(row * unit.Dimension, unit.Dimension)));
                if (product > largest && !atoms.Span.Slice(row * most, most).Contains(candidate))
                {
                    (largest, best[row]) = (product, candidate);
                }
            }
        });
        return best;
    }

    /// <summary>The row with the largest |residual·x_j| for each row of a block, itself and its atoms left out.</summary>
    private static int[] Best(Vectors unit, float[] residuals, Memory<int> atoms, int start, int count, int most, CancellationToken cancellationToken)
    {
        int[] best = new int[count];
        float[] largest = new float[count], products = [];
        Array.Fill(best, -1);
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor rows = TensorBridge.Matrix(residuals, count, unit.Dimension);
        for (int first = 0; first < unit.Count; first += BlockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope pair = torch.NewDisposeScope();
            int width = Math.Min(BlockRows, unit.Count - first);
            TensorBridge.CopyTo(rows.mm(TensorBridge.Block(unit, first, width).t()), ref products); // [count, width]
            float[] found = products;
            Parallel.For(0, count, row =>
            {
                Span<float> own = found.AsSpan(row * width, width);
                Leave(own, start + row - first);
                foreach (int atom in atoms.Span.Slice(row * most, most))
                {
                    Leave(own, atom < 0 ? -1 : atom - first);
                }

                int place = TensorPrimitives.IndexOfMaxMagnitude<float>(own);
                if (MathF.Abs(own[place]) > largest[row])
                {
                    (largest[row], best[row]) = (MathF.Abs(own[place]), first + place);
                }
            });
        }

        return best;

        static void Leave(Span<float> products, int place)
        {
            if (place >= 0 && place < products.Length)
            {
                products[place] = 0;
            }
        }
    }

    /// <summary>Adds an atom and solves the row's least squares anew; a row that is expressed already, or an atom that adds nothing, changes nothing.</summary>
    private static void Add(Vectors unit, int row, int atom, int step, Span<int> atoms, Span<float> values, Span<float> residual)
    {
        if (atom < 0 || TensorPrimitives.SumOfSquares<float>(residual) < Settled || (step > 0 && atoms[step - 1] < 0))
        {
            return;
        }

        atoms[step] = atom;
        int count = step + 1;
        double[,] gram = new double[count, count];
        double[] target = new double[count];
        for (int i = 0; i < count; i++)
        {
            target[i] = TensorPrimitives.Dot(unit[atoms[i]], unit[row]);
            for (int j = 0; j <= i; j++)
            {
                gram[i, j] = gram[j, i] = TensorPrimitives.Dot(unit[atoms[i]], unit[atoms[j]]);
            }
        }

        if (!Solve(gram, target))
        {
            atoms[step] = -1;
            return;
        }

        unit[row].CopyTo(residual);
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)target[i];
            TensorPrimitives.MultiplyAdd(unit[atoms[i]], -values[i], residual, residual);
        }
    }

    /// <summary>Cholesky's solution in place; false where the atoms depend on each other.</summary>
    private static bool Solve(double[,] gram, double[] target)
    {
        int n = target.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = gram[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= gram[i, k] * gram[j, k];
                }

                if (i == j && sum < 1e-8)
                {
                    return false;
                }

                gram[i, j] = i == j ? Math.Sqrt(sum) : sum / gram[j, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                target[i] -= gram[i, k] * target[k];
            }

            target[i] /= gram[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                target[i] -= gram[k, i] * target[k];
            }

            target[i] /= gram[i, i];
        }

        return true;
    }
}
