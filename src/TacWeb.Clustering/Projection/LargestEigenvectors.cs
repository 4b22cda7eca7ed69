namespace TacWeb.Clustering.Projection;

/// <summary>Eigenvectors of the largest eigenvalues of a symmetric operator, by Lanczos' iteration with full orthogonalisation.</summary>
internal static class LargestEigenvectors
{
    private const double Tolerance = 1e-6;

    /// <param name="size">Length of the operator's vectors.</param>
    /// <param name="multiply">Writes A·x to its second argument.</param>
    /// <param name="count">Eigenvectors wanted.</param>
    /// <param name="apart">A unit vector that the results are orthogonal to: an eigenvector known beforehand; empty for none.</param>
    /// <param name="steps">Products with A, at most.</param>
    /// <param name="seed">Of the start vector.</param>
    /// <returns><paramref name="count"/> unit vectors, largest eigenvalue first; fewer where the operator's rank ends.</returns>
    public static double[][] Find(int size, Action<double[], double[]> multiply, int count, double[] apart, int steps, int seed)
    {
        LanczosIteration iteration = new(size, multiply, apart.Length > 0 ? [apart] : [], seed);
        iteration.Extend(steps, beyondRank: false);
        return iteration.Largest(count).Vectors;
    }

    /// <summary>As many products as the wanted eigenvectors need to settle (residual at most 1e-6), and equal eigenvalues as often as they occur.</summary>
    /// <param name="size">Length of the operator's vectors.</param>
    /// <param name="multiply">Writes A·x to its second argument.</param>
    /// <param name="count">Eigenvectors wanted, at most <paramref name="size"/> less the known ones.</param>
    /// <param name="apart">Orthonormal eigenvectors known beforehand.</param>
    /// <param name="seed">Of the start vector.</param>
    /// <returns>Values, descending, and unit vectors.</returns>
    public static (double[] Values, double[][] Vectors) Converged(int size, Action<double[], double[]> multiply, int count, IReadOnlyList<double[]> apart, int seed)
    {
        LanczosIteration iteration = new(size, multiply, apart, seed);
        int most = Math.Min(size - apart.Count, Math.Max(400, 8 * count));
        for (int steps = Math.Min(most, (2 * count) + 20); ; steps = Math.Min(most, steps + (steps / 2)))
        {
            iteration.Extend(steps, beyondRank: true);
            if (steps == most || iteration.Residual(count) <= Tolerance)
            {
                return iteration.Largest(count);
            }
        }
    }
}
