using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>
/// Spectral clustering of the product affinity (methods §4.2-4, §4.11, stage 6): A_ij = (x_i·x_j)·(Σ_k s_ik s_jk), s = softmax over the kept nouns at temperature 0.04.
/// </summary>
/// <remarks>Differs: one affinity from the averaged prompts in place of one a prompt; the constant 1/τ² is left out, since it scales every edge alike.</remarks>
internal static class SpectralStart
{
    private const double Temperature = 0.04;
    private const int MostNeighbours = 30;
    private const int BlockRows = 2048;
    private const int Restarts = 10;
    private const int Votes = 5;

    /// <summary>K clusters; new images go where most of their five nearest images went.</summary>
    /// <param name="images">x in the nouns' space, unit rows.</param>
    /// <param name="text">The kept nouns, unit rows.</param>
    /// <param name="neighbours">N̂.</param>
    /// <param name="clusters">K.</param>
    /// <param name="seed">Of the k-means on the eigenvectors.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static Partition Cluster(Vectors images, Vectors text, int neighbours, int clusters, int seed, CancellationToken cancellationToken)
    {
        int[] labels = SpectralClustering.Labels(ProductGraph(images, text, neighbours, clusters, cancellationToken), clusters, Restarts, seed, cancellationToken);
        return new Partition { Labels = labels, ClusterCount = clusters, Assigner = new NearestAssigner(images, labels, Votes, unit: true, images.Dimension, [], []) };
    }

    private static SparseGraph ProductGraph(Vectors images, Vectors text, int neighbours, int clusters, CancellationToken cancellationToken)
    {
        Neighbours lists = Lists(images, text, Math.Min(MostNeighbours, Math.Max(2, Math.Min(neighbours, images.Count - 1))), out float[] weights, cancellationToken);
        return MutualGraph.Of(lists, weights, clusters);
    }

    private static Neighbours Lists(Vectors images, Vectors text, int perRow, out float[] weights, CancellationToken cancellationToken)
    {
        Vectors senses = Senses(images, text, cancellationToken);
        NearestRows nearest = new(images.Count, perRow);
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        using RowBlocks blocks = new([images], BlockRows), meanings = new([senses], BlockRows);
        float[] products = [], meant = [];
        for (int j = 0; j < blocks.BlockCount; j++)
        {
            using DisposeScope column = torch.NewDisposeScope();
            Tensor[] columns = [TensorBridge.Block(images, blocks.Start(j), blocks.Rows(j)).t()], senseColumns = [TensorBridge.Block(senses, blocks.Start(j), blocks.Rows(j)).t()];
            for (int i = 0; i <= j; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope pair = torch.NewDisposeScope();
                TensorBridge.CopyTo(blocks.Products(i, columns), ref products);
                TensorBridge.CopyTo(meanings.Products(i, senseColumns), ref meant);
                TensorPrimitives.Multiply(products, meant, products);
                nearest.Offer(products, blocks.Start(i), blocks.Rows(i), blocks.Start(j), blocks.Rows(j));
            }
        }

        int[] rows = nearest.Sorted();
        float[] each = new float[rows.Length];
        Parallel.For(0, rows.Length, place =>
        {
            int row = place / perRow;
            each[place] = TensorPrimitives.Dot(images[row], images[rows[place]]) * TensorPrimitives.Dot(senses[row], senses[rows[place]]);
        });
        weights = each;
        return Neighbours.Of(images.Count, perRow, rows);
    }

    /// <summary>s, [N, M].</summary>
    private static Vectors Senses(Vectors images, Vectors text, CancellationToken cancellationToken)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor nouns = TensorBridge.Block(text, 0, text.Count).t().div(Temperature);
        float[] values = BlockEvaluation.Of(images, text.Count, block => torch.softmax(torch.mm(block, nouns), 1), cancellationToken);
        return new Vectors("senses", text.Count, unit: false, values);
    }
}
