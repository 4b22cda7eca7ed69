using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>The network in whose outputs near rows are nearer and others farther: SpectralNet's learnt distance. Tensors live until it is disposed.</summary>
internal sealed class SiameseNetwork : IDisposable
{
    private const int Width = 10;
    private const int Positives = 2;
    private const double Near = 0.05;
    private const double Far = 1;
    private static readonly string[] Losses = ["total", "contrast"];
    private readonly DenseNetwork _network;
    private readonly float _scale;

    /// <param name="dimension">Length of the rows.</param>
    /// <param name="widths">Hidden layers.</param>
    /// <param name="scale">What rows are multiplied by.</param>
    public SiameseNetwork(int dimension, int[] widths, float scale) =>
        (_network, _scale) = (new DenseNetwork(dimension, [.. widths.Select(width => new LayerShape(width, Activation.LeakyRelu)), new LayerShape(Width)]), scale);

    /// <summary>Learns from pairs of near and of random rows.</summary>
    public bool Train(Vectors rows, StepRule rule, double learningRate, int seed, EpochLoop loop, CancellationToken cancellationToken)
    {
        Neighbours nearest = NearestByDistance.Find(rows, Math.Min(Positives, rows.Count - 1), cancellationToken);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(_network.Parameters(), learningRate);
        RowBatches batches = new(rows.Count, rule.BatchSize, Seeds.Derive(seed, 5202));
        Random random = Seeds.Stream(seed, 5204);
        for (int epoch = 0; epoch < rule.Epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), Losses, (batch, losses) =>
            {
                int[] near = [.. batch.Select(row => nearest[row][random.Next(nearest.PerRow)])], far = [.. batch.Select(row => Other(row, nearest, random))];
                Tensor loss = SiameseContrast.Of(Embed(rows, batch), Embed(rows, near), Embed(rows, far), Near, Far);
                losses.Add(loss.item<float>(), loss.item<float>());
                EpochLoop.Descend(optimizer, loss);
            });
        }

        return true;
    }

    /// <summary>Outputs of scaled rows [m, d].</summary>
    public Tensor Forward(Tensor rows) => _network.Forward(rows);

    public void Dispose() => _network.Dispose();

    private Tensor Embed(Vectors rows, int[] batch) => _network.Forward(TensorBridge.Rows(rows, batch).mul_(_scale));

    /// <summary>A random row that is neither the row nor one of its nearest.</summary>
    private static int Other(int row, Neighbours nearest, Random random)
    {
        int other = random.Next(nearest.Count);
        while (nearest.Count > nearest.PerRow + 1 && (other == row || nearest[row].Contains(other)))
        {
            other = random.Next(nearest.Count);
        }

        return other;
    }
}
