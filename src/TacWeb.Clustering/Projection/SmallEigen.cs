namespace TacWeb.Clustering.Projection;

/// <summary>All eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations.</summary>
internal static class SmallEigen
{
    private const int MostSweeps = 60;

    /// <param name="matrix">[m, m], symmetric; it is written over.</param>
    /// <returns>m values in no order, and [m, m] unit vectors in columns of the same order.</returns>
    public static (double[] Values, double[,] Vectors) Of(double[,] matrix)
    {
        int m = matrix.GetLength(0);
        double[,] vectors = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            vectors[i, i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps && Rest(matrix) > 1e-22 * Size(matrix); sweep++)
        {
            for (int p = 0; p < m; p++)
            {
                for (int q = p + 1; q < m; q++)
                {
                    Rotate(matrix, vectors, p, q);
                }
            }
        }

        return ([.. Enumerable.Range(0, m).Select(i => matrix[i, i])], vectors);
    }

    /// <summary>The same by the engine's QL iterations, for matrices too large for rotations; results in single precision.</summary>
    public static (double[] Values, double[,] Vectors) OfMany(double[,] matrix)
    {
        int m = matrix.GetLength(0);
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        float[] numbers = [.. matrix.Cast<double>().Select(value => (float)value)];
        (Tensor values, Tensor vectors) = torch.linalg.eigh(TensorBridge.Matrix(numbers, m, m));
        float[] columns = TensorBridge.ToArray(vectors.contiguous());
        double[,] found = new double[m, m];
        for (int i = 0; i < columns.Length; i++)
        {
            found[i / m, i % m] = columns[i];
        }

        return ([.. TensorBridge.ToArray(values).Select(value => (double)value)], found);
    }

    private static double Rest(double[,] matrix)
    {
        double sum = 0;
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += matrix[i, j] * matrix[i, j];
            }
        }

        return sum;
    }

    private static double Size(double[,] matrix)
    {
        double sum = 0;
        foreach (double value in matrix)
        {
            sum += value * value;
        }

        return sum;
    }

    /// <summary>Turns axes p and q so that the element between them becomes 0.</summary>
    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        if (a[p, q] == 0)
        {
            return;
        }

        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        int m = a.GetLength(0);
        for (int i = 0; i < m; i++)
        {
            (a[i, p], a[i, q]) = ((c * a[i, p]) - (s * a[i, q]), (s * a[i, p]) + (c * a[i, q]));
        }

        for (int i = 0; i < m; i++)
        {
            (a[p, i], a[q, i]) = ((c * a[p, i]) - (s * a[q, i]), (s * a[p, i]) + (c * a[q, i]));
            (vectors[i, p], vectors[i, q]) = ((c * vectors[i, p]) - (s * vectors[i, q]), (s * vectors[i, p]) + (c * vectors[i, q]));
        }
    }
}
