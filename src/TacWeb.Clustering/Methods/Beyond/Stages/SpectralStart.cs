using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Training;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>
/// Spectral clustering as a start and as what to fall back to (methods §4.2-4, §4.11, stage 6): of the product affinity A_ij = (x_i·x_j)·(Σ_k s_ik s_jk), s = softmax over the kept nouns at temperature 0.04, or of the images alone.
/// </summary>
/// <remarks>
/// Differs: a is the agreement of <see cref="Halves"/>, since seeds on one graph agree whatever that graph is worth; the images' own graph is tried beside the product; one affinity from the averaged prompts in place of one a
/// prompt; the constant 1/τ² is left out, since it scales every edge alike.
/// </remarks>
internal static class SpectralStart
{
    private const int MostRows = 50_000;
    private const double Temperature = 0.04;
    private const int MostNeighbours = 30;
    private const int BlockRows = 2048;
    private const int Restarts = 10;
    private const int Votes = 5;
    private const int Splits = 2;

    /// <summary>Whether there are images enough to halve them, and not too many.</summary>
    public static bool Fits(int images, int clusters) => images <= MostRows && images >= 4 * clusters;

    /// <summary>The labelling with the agreement of halves for a, and what it makes of the images as a result of its own.</summary>
    /// <param name="images">x in the nouns' space, unit rows.</param>
    /// <param name="text">Nouns of the product affinity, unit rows; null: the images alone.</param>
    /// <param name="neighbours">N̂.</param>
    /// <param name="clusters">K.</param>
    /// <param name="generalisation">g.</param>
    /// <param name="seed">s.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static FallBack Of(Vectors images, Vectors? text, int neighbours, int clusters, Generalisation generalisation, int seed, CancellationToken cancellationToken)
    {
        int[] labels = Labels(images);
        double halves = Agreement(images, seed, half => new NearestAssigner(half, Labels(half), Votes, unit: true, half.Dimension, [], []).Assign(images));
        return new FallBack(new Candidate(labels, halves, generalisation.Score(labels, clusters)), Partition(images, labels, clusters));

        int[] Labels(Vectors rows) => text is null
            ? [.. new Spectral(new SpectralOptions()).Fit(new ClusterInput(rows) { ClusterCount = clusters }, new FitContext(seed), cancellationToken).Labels]
            : SpectralClustering.Labels(ProductGraph(rows, text, neighbours, clusters, cancellationToken), clusters, Restarts, seed, cancellationToken);
    }

    /// <summary>a of a clustering: the agreement of <see cref="Halves"/>.</summary>
    /// <param name="images">[N, d].</param>
    /// <param name="seed">Draws the splits.</param>
    /// <param name="labels">Clusters a half and labels all images by it.</param>
    public static double Agreement(Vectors images, int seed, Func<Vectors, int[]> labels) =>
        Halves.Agreement(images.Count, Splits, split => Seeds.Stream(seed, 3650 + split), (half, _) => labels(images.Take([.. half.Order()])));

    private static SparseGraph ProductGraph(Vectors images, Vectors text, int neighbours, int clusters, CancellationToken cancellationToken)
    {
        Neighbours lists = Lists(images, text, Math.Min(MostNeighbours, Math.Max(2, Math.Min(neighbours, images.Count - 1))), out float[] weights, cancellationToken);
        return MutualGraph.Of(lists, weights, clusters);
    }

    // Probabilities of a labelling without any: softmax of 10·cosine to the centres, moved to the label where that is another cluster.
    private static Partition Partition(Vectors images, int[] labels, int clusters)
    {
        ClusterCentres centres = ClusterCentres.Of(labels, clusters, images);
        float[] soft = new float[labels.Length * clusters];
        double[] cosines = new double[clusters];
        for (int row = 0; row < labels.Length; row++)
        {
            centres.Cosines(images[row], cosines);
            Span<float> own = soft.AsSpan(row * clusters, clusters);
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                own[cluster] = double.IsNaN(cosines[cluster]) ? -10 : (float)(10 * cosines[cluster]);
            }

            TensorPrimitives.SoftMax(own, own);
            int most = TensorPrimitives.IndexOfMax<float>(own);
            (own[most], own[labels[row]]) = (own[labels[row]], own[most]);
        }

        return new Partition
        {
            Labels = labels,
            ClusterCount = clusters,
            Soft = new Probabilities(clusters, soft),
            Assigner = new NearestAssigner(images, labels, Votes, unit: true, images.Dimension, [], []),
        };
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
