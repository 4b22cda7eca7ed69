using System.Numerics.Tensors;
using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Graphs;

/// <summary>The first eigenvectors of a graph's normalised Laplacian L = I − D^-½ W D^-½, any symmetric sparse affinity.</summary>
/// <param name="Rows">[N, m], m ≥ the dimensions asked for: as many as there are islands at least.</param>
/// <param name="Values">m eigenvalues of L, ascending, 0 … 2: the number of zeros is the number of islands.</param>
/// <remarks>
/// Every island has an eigenvalue 0 whose eigenvector is known, D^½·1 on the island; a Krylov space would find only one of them. They are taken as they are, and Lanczos' iteration
/// finds the rest orthogonal to them. Rows without an edge (degree 0) are islands of one.
/// </remarks>
internal sealed record SpectralEmbedding(Vectors Rows, double[] Values)
{
    /// <summary>Embeds a graph.</summary>
    /// <param name="graph">N ≥ 1 rows.</param>
    /// <param name="dimensions">1 … N.</param>
    /// <param name="seed">Of the start vector.</param>
    /// <param name="cancellationToken">Checked once a product.</param>
    public static SpectralEmbedding Of(SparseGraph graph, int dimensions, int seed, CancellationToken cancellationToken)
    {
        int n = graph.Count;
        double[] roots = [.. graph.Degrees().Select(degree => degree > 0 ? Math.Sqrt(degree) : 1)];
        double[][] known = Known(graph.Components(out int islands), islands, roots);
        int more = Math.Max(0, Math.Min(dimensions, n) - islands);
        (double[] values, double[][] found) = more == 0 ? ([], []) : LargestEigenvectors.Converged(n, Multiply, more, known, seed);
        double[][] axes = [.. known, .. found];
        float[] rows = new float[n * axes.Length];
        Parallel.For(0, n, row =>
        {
            for (int axis = 0; axis < axes.Length; axis++)
            {
                rows[(row * axes.Length) + axis] = (float)axes[axis][row];
            }
        });
        return new SpectralEmbedding(new Vectors("spectral", axes.Length, unit: false, rows), [.. new double[islands], .. values.Select(value => Math.Max(0, 1 - value))]);

        void Multiply(double[] from, double[] to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Parallel.For(0, n, row =>
            {
                double sum = 0;
                for (int place = graph.Starts[row]; place < graph.Starts[row + 1]; place++)
                {
                    int other = graph.Columns[place];
                    sum += graph.Weights[place] * from[other] / roots[other];
                }

                to[row] = sum / roots[row];
            });
        }
    }

    private static double[][] Known(int[] components, int islands, double[] roots)
    {
        double[][] known = [.. Enumerable.Range(0, islands).Select(_ => new double[roots.Length])];
        for (int row = 0; row < roots.Length; row++)
        {
            known[components[row]][row] = roots[row];
        }

        foreach (double[] vector in known)
        {
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        }

        return known;
    }
}
