using TacWeb.Clustering.Graphs;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Graphs;

public class SpectralEmbeddingTests
{
    [Fact]
    public void A_ring_has_its_known_eigenvalues_twice_each()
    {
        const int n = 40; // L of a ring: 1 − cos(2πj/n), each but the first twice
        SparseGraph ring = SparseGraph.Of(n, [.. Enumerable.Range(0, n).Select(i => (i, (i + 1) % n, 0.5f))]);
        SpectralEmbedding embedding = SpectralEmbedding.Of(ring, 5, 0, default);
        double[] expected = [0, Wave(1), Wave(1), Wave(2), Wave(2)];
        Assert.All(embedding.Values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));

        static double Wave(int j) => 1 - Math.Cos(2 * Math.PI * j / n);
    }

    [Fact]
    public void The_axes_are_eigenvectors_of_the_Laplacian_and_orthonormal()
    {
        SparseGraph graph = MutualGraph.Of(MadeData.Blobs(120, 16, 3, seed: 3, noise: 0.3), 12, 3, cosine => cosine, 0, default);
        SpectralEmbedding embedding = SpectralEmbedding.Of(graph, 6, 0, default);
        double[] roots = [.. graph.Degrees().Select(Math.Sqrt)];
        for (int a = 0; a < 6; a++)
        {
            double[] x = Axis(embedding.Rows, a), product = new double[graph.Count];
            for (int row = 0; row < graph.Count; row++)
            {
                product[row] = x[row] - Enumerable.Range(graph.Starts[row], graph.Starts[row + 1] - graph.Starts[row])
                    .Sum(place => graph.Weights[place] * x[graph.Columns[place]] / roots[graph.Columns[place]] / roots[row]);
            }

            Assert.All(product.Zip(x), pair => Assert.Equal(embedding.Values[a] * pair.Second, pair.First, 1e-5));
            for (int b = 0; b <= a; b++)
            {
                Assert.Equal(a == b ? 1 : 0, x.Zip(Axis(embedding.Rows, b), (p, q) => p * q).Sum(), 1e-5);
            }
        }
    }

    [Fact]
    public void Islands_each_have_an_axis_with_value_0_even_rows_without_an_edge()
    {
        SparseGraph graph = SparseGraph.Of(6, [(0, 1, 1), (1, 2, 1), (3, 4, 2)]);
        SpectralEmbedding embedding = SpectralEmbedding.Of(graph, 2, 0, default);
        Assert.Equal([0, 0, 0], embedding.Values); // {0, 1, 2}, {3, 4}, {5}
        Assert.Equal([0f, 0f, 1f], embedding.Rows[5].ToArray());
        Assert.Equal(3, embedding.Rows.Dimension);
    }

    private static double[] Axis(Vectors rows, int axis) => [.. Enumerable.Range(0, rows.Count).Select(row => (double)rows[row][axis])];
}
