using System.Numerics.Tensors;

namespace TacWeb.Clustering.Projection;

/// <summary>Eigenvectors of the largest eigenvalues of a symmetric operator, by Lanczos' iteration with full orthogonalisation.</summary>
internal static class LargestEigenvectors
{
    /// <param name="size">Length of the operator's vectors.</param>
    /// <param name="multiply">Writes A·x to its second argument.</param>
    /// <param name="count">Eigenvectors wanted.</param>
    /// <param name="apart">A unit vector that the results are orthogonal to: an eigenvector known beforehand; empty for none.</param>
    /// <param name="steps">Products with A, at most.</param>
    /// <param name="seed">Of the start vector.</param>
    /// <returns><paramref name="count"/> unit vectors, largest eigenvalue first; fewer where the operator's rank ends.</returns>
    public static double[][] Find(int size, Action<double[], double[]> multiply, int count, double[] apart, int steps, int seed)
    {
        List<double[]> basis = [];
        List<double> diagonal = [], beside = [];
        double[] next = Start(size, apart, seed);
        for (int step = 0; step < Math.Min(steps, size); step++)
        {
            double[] current = next;
            basis.Add(current);
            next = new double[size];
            multiply(current, next);
            diagonal.Add(TensorPrimitives.Dot<double>(next, current));
            Orthogonalise(next, basis, apart);
            double length = TensorPrimitives.Norm<double>(next);
            if (length < 1e-10)
            {
                break;
            }

            beside.Add(length);
            TensorPrimitives.Divide(next, length, next);
        }

        return Combine(basis, diagonal, beside, Math.Min(count, basis.Count), size);
    }

    private static double[] Start(int size, double[] apart, int seed)
    {
        CounterRandom random = new(seed, size, 23);
        double[] start = new double[size];
        for (int i = 0; i < size; i++)
        {
            start[i] = random.Unit() - 0.5;
        }

        Orthogonalise(start, [], apart);
        TensorPrimitives.Divide(start, Math.Max(1e-300, TensorPrimitives.Norm<double>(start)), start);
        return start;
    }

    /// <summary>Gram–Schmidt, twice: once leaves too much where much is taken away.</summary>
    private static void Orthogonalise(double[] vector, List<double[]> basis, double[] apart)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in apart.Length > 0 ? basis.Append(apart) : basis)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(vector, other), vector, vector);
            }
        }
    }

    private static double[][] Combine(List<double[]> basis, List<double> diagonal, List<double> beside, int count, int size)
    {
        int m = basis.Count;
        double[,] matrix = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            matrix[i, i] = diagonal[i];
            if (i + 1 < m)
            {
                (matrix[i, i + 1], matrix[i + 1, i]) = (beside[i], beside[i]);
            }
        }

        (double[] values, double[,] vectors) = SmallEigen.Of(matrix);
        int[] best = [.. Enumerable.Range(0, m).OrderByDescending(i => values[i]).Take(count)];
        return [.. best.Select(column =>
        {
            double[] vector = new double[size];
            for (int i = 0; i < m; i++)
            {
                TensorPrimitives.MultiplyAdd(basis[i], vectors[i, column], vector, vector);
            }

            return vector;
        })];
    }
}
