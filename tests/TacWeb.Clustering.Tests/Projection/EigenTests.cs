using TacWeb.Clustering.Projection;

namespace TacWeb.Clustering.Tests.Projection;

public class EigenTests
{
    [Fact]
    public void Rotations_find_values_and_vectors_of_a_made_matrix()
    {
        Random random = new(1);
        double[,] matrix = new double[12, 12];
        for (int i = 0; i < 12; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i, j] = matrix[j, i] = random.NextDouble() - 0.5;
            }
        }

        (double[] values, double[,] vectors) = SmallEigen.Of((double[,])matrix.Clone());
        for (int column = 0; column < 12; column++)
        {
            for (int i = 0; i < 12; i++)
            {
                double product = Enumerable.Range(0, 12).Sum(j => matrix[i, j] * vectors[j, column]);
                Assert.Equal(values[column] * vectors[i, column], product, 1e-9);
            }
        }
    }

    [Fact]
    public void The_largest_eigenvectors_of_a_path_are_its_slowest_waves()
    {
        const int n = 60; // tridiagonal with ones beside the diagonal: values 2·cos(πj/(n + 1)), vectors sin(πij/(n + 1))
        double[][] found = LargestEigenvectors.Find(n, Multiply, 2, [], n, seed: 0);
        for (int wave = 1; wave <= 2; wave++)
        {
            double[] expected = [.. Enumerable.Range(1, n).Select(i => Math.Sqrt(2.0 / (n + 1)) * Math.Sin(Math.PI * i * wave / (n + 1)))];
            Assert.Equal(1, Math.Abs(expected.Zip(found[wave - 1], (a, b) => a * b).Sum()), 1e-8);
        }

        double[][] beside = LargestEigenvectors.Find(n, Multiply, 1, found[0], n, seed: 0);
        Assert.Equal(1, Math.Abs(beside[0].Zip(found[1], (a, b) => a * b).Sum()), 1e-8);

        static void Multiply(double[] from, double[] to)
        {
            for (int i = 0; i < n; i++)
            {
                to[i] = (i > 0 ? from[i - 1] : 0) + (i < n - 1 ? from[i + 1] : 0);
            }
        }
    }
}
