using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>The spectral network, its orthogonalising layer and its optimiser. Tensors live until it is disposed.</summary>
internal sealed class SpectralNetTrainer : IDisposable
{
    private const int Patience = 10;
    private const int MostOrthogonalised = 8192;
    private const double Least = 1e-5; // of the outputs' size: what a direction counts at least, so that the layer exists where outputs coincide
    private static readonly string[] LossNames = ["total", "spectral"];
    private readonly Vectors _rows;
    private readonly SiameseNetwork? _siamese;
    private readonly DenseNetwork _network;
    private readonly Random _random;
    private readonly float _scale;
    private readonly int _near;
    private readonly double _learningRate;
    private float[] _orthogonal = []; // [K, K] of the last orthogonalisation, √m included

    /// <param name="rows">[N, d].</param>
    /// <param name="siamese">The learnt distance; null: that of the rows.</param>
    /// <param name="widths">Hidden layers.</param>
    /// <param name="clusters">K.</param>
    /// <param name="near">Neighbours inside the batch.</param>
    /// <param name="learningRate">Of Adam.</param>
    /// <param name="seed">Of the orthogonalisation batches.</param>
    /// <param name="scale">What rows are multiplied by.</param>
    public SpectralNetTrainer(Vectors rows, SiameseNetwork? siamese, int[] widths, int clusters, int near, double learningRate, int seed, float scale)
    {
        (_rows, _siamese, _near, _learningRate, _scale, _random) = (rows, siamese, near, learningRate, scale, new Random(seed));
        _network = new DenseNetwork(rows.Dimension, [.. widths.Select(width => new LayerShape(width, Activation.LeakyRelu)), new LayerShape(clusters, Activation.Tanh)]);
    }

    /// <summary>All epochs: an orthogonalisation batch, then a gradient batch, in turns.</summary>
    public void Train(StepRule rule, int seed, EpochLoop loop)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(_network.Parameters(), _learningRate);
        RowBatches batches = new(_rows.Count, rule.BatchSize, Seeds.Derive(seed, 5205));
        (double best, int waited, double rate) = (double.PositiveInfinity, 0, _learningRate);
        for (int epoch = 0; epoch < rule.Epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (batch, losses) =>
            {
                Tensor orthogonal = Orthogonalise(Draw(rule.BatchSize), losses);
                Tensor rows = Take(batch), affinity = Affinity(rows), outputs = torch.mm(_network.Forward(rows), orthogonal);
                Tensor loss = SpectralNetLoss.Of(outputs, affinity);
                losses.Add(loss.item<float>(), loss.item<float>());
                EpochLoop.Descend(optimizer, SpectralNetLoss.AlongConstraint(loss, outputs, affinity));
            });
            double last = loop.History[^1].Losses[0].Value;
            (best, waited) = last < best ? (last, 0) : (best, waited + 1);
            if (waited > Patience)
            {
                (waited, rate) = (0, rate / 10);
                Optimisers.Rate(optimizer, rate);
            }
        }
    }

    /// <summary>y of all rows, [N, K], orthonormal over a last large batch.</summary>
    public Vectors Outputs(CancellationToken cancellationToken)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor orthogonal = Orthogonalise(Draw(Math.Min(MostOrthogonalised, _rows.Count)), new LossMeter(LossNames));
        _orthogonal = TensorBridge.ToArray(orthogonal.contiguous());
        int k = _network.Width;
        return new Vectors("spectral", k, unit: false, BlockEvaluation.Of(_rows, k, block => torch.mm(_network.Forward(block.mul_(_scale)), orthogonal), cancellationToken));
    }

    /// <summary>The network in managed arrays, its scale in the first layer, and a last layer whose arg-max is the nearest of K centres [K, K] of the outputs.</summary>
    public DenseLayer[] Layers(float[] centres)
    {
        int k = _network.Width;
        float[] weights = new float[k * k], biases = new float[k];
        for (int cluster = 0; cluster < k; cluster++)
        {
            ReadOnlySpan<float> centre = centres.AsSpan(cluster * k, k);
            biases[cluster] = -TensorPrimitives.SumOfSquares(centre) / 2;
            for (int unit = 0; unit < k; unit++)
            {
                weights[(cluster * k) + unit] = TensorPrimitives.Dot(centre, _orthogonal.AsSpan(unit * k, k));
            }
        }

        DenseLayer[] layers = _network.Weights();
        TensorPrimitives.Multiply(layers[0].Weights, _scale, layers[0].Weights);
        return [.. layers, new DenseLayer(weights, biases, Activation.None)];
    }

    public void Dispose() => _network.Dispose();

    /// <summary>W of scaled rows: exp(−d²/s_i²) for each row's nearest in the batch, s_i the median of their distances, made symmetric.</summary>
    internal static Tensor Affinity(Tensor places, int near)
    {
        long m = places.shape[0];
        Tensor squares = places.pow(2).sum(1, keepdim: true);
        Tensor distances = squares.add(squares.t()).sub(torch.mm(places, places.t()).mul(2)).clamp_min(0).add(torch.eye(m).mul(1e30));
        (Tensor nearest, Tensor rows) = distances.topk(near, 1, largest: false);
        Tensor width = nearest.slice(1, near / 2, (near / 2) + 1, 1).clamp_min(1e-12); // sorted ascending: the median
        Tensor one = torch.zeros(m, m).scatter(1, rows, nearest.div(width).neg().exp());
        return one.add(one.t()).mul(0.5);
    }

    private Tensor Affinity(Tensor rows)
    {
        using IDisposable noGradient = torch.no_grad();
        return Affinity(_siamese is null ? rows : _siamese.Forward(rows), _near);
    }

    private int[] Draw(int count) => Seeds.Sample(_rows.Count, count, _random);

    private Tensor Take(int[] batch) => TensorBridge.Rows(_rows, batch).mul_(_scale);

    /// <summary>√m·R⁻¹ of Ỹ = Q·R: what makes the outputs of a batch orthonormal; no gradient.</summary>
    private Tensor Orthogonalise(int[] batch, LossMeter losses)
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor raw = _network.Forward(Take(batch));
        int k = _network.Width;
        double size = Math.Sqrt(raw.square().sum().item<float>() / k);
        if (!double.IsFinite(size))
        {
            losses.Add(double.NaN); // ends the fit with a sentence that names the epoch
        }

        (_, Tensor factor) = torch.linalg.qr(torch.cat([raw, torch.eye(k).mul((Least * size) + 1e-12)], 0));
        return torch.linalg.inv(factor).mul(Math.Sqrt(batch.Length)).contiguous();
    }
}
