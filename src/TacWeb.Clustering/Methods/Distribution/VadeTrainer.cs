using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>VaDE's second stage: the networks, the layer of log-variances and the mixture. Tensors live until it is disposed.</summary>
internal sealed class VadeTrainer : IDisposable
{
    /// <summary>Rounds of expectation maximisation for the first mixture.</summary>
    public const int MixtureRounds = 20;

    private const double LogFloor = -6, LogCeiling = 6, Decay = 0.9;
    private const int DecayEpochs = 10;
    private const double Epsilon = 1e-4, LeastRate = 2e-4; // of Adam, by the authors' code
    private const double Steepness = 8; // of the sigmoid: 0 and 1 come out as 0.02 and 0.98
    private static readonly string[] LossNames = ["total", "reconstruction", "prior"];
    private readonly AutoEncoder _coder;
    private readonly Vectors _images;
    private readonly VadeOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly DenseNetwork _logVariance;
    private readonly Parameter _prior;
    private readonly Parameter _means;
    private readonly Parameter _logVariances;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly int _k;

    public VadeTrainer(AutoEncoder coder, Vectors images, DiagonalMixture mixture, VadeOptions options, CancellationToken cancellationToken)
    {
        (_coder, _images, _options, _cancellationToken, _k) = (coder, images, options, cancellationToken, mixture.Weights.Length);
        _logVariance = new DenseNetwork(coder.Shape.Widths.Count == 0 ? images.Dimension : coder.Shape.Widths[^1], new LayerShape(options.Code));
        _prior = nn.Parameter(torch.zeros(_k));
        _means = nn.Parameter(TensorBridge.Matrix([.. mixture.Means.Select(value => (float)value)], _k, options.Code));
        _logVariances = nn.Parameter(TensorBridge.Matrix([.. mixture.Variances.Select(value => (float)Math.Clamp(Math.Log(value), LogFloor, LogCeiling))], _k, options.Code));
        _optimizer = Optimisers.Adam([.. coder.Parameters(), .. _logVariance.Parameters(), _prior, _means, _logVariances], options.LearningRate, epsilon: Epsilon);
    }

    private VadeLoss Mixture => new(_prior, _means, _logVariances.clamp(LogFloor, LogCeiling));

    /// <summary>All epochs.</summary>
    public void Train(RowBatches batches, EpochLoop loop, int epochs)
    {
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            Optimisers.Rate(_optimizer, Math.Max(_options.LearningRate * Math.Pow(Decay, (epoch - 1) / DecayEpochs), Math.Min(LeastRate, _options.LearningRate)));
            loop.Epoch(batches.Epoch(), LossNames, Step);
        }
    }

    /// <summary>γ of all images at the mean of their code.</summary>
    public float[] Soft() =>
        BlockEvaluation.Of(_images, _k, block => Mixture.LogResponsibilities(_coder.Encoder.Forward(block.mul_(_coder.Scale))).exp(), _cancellationToken);

    /// <summary>Encoder and mixture in managed arrays: the codes twice, the second time squared, then a linear layer with softmax.</summary>
    public DenseAssigner Assigner()
    {
        using IDisposable noGradient = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        DenseLayer[] layers = _coder.Encoder.Weights();
        DenseLayer mean = layers[^1];
        DenseLayer twice = new([.. mean.Weights, .. mean.Weights], [.. mean.Biases, .. mean.Biases], Activation.SquaredHalf);
        Tensor logVariances = Mixture.LogVariances, precision = logVariances.neg().exp(), scaled = _means.mul(precision);
        float[] weights = TensorBridge.ToArray(torch.cat([scaled, precision.mul(-0.5)], 1).contiguous());
        Tensor biases = torch.log_softmax(_prior.unsqueeze(0), 1).squeeze(0).sub(logVariances.add(_means.mul(scaled)).sum(1).mul(0.5));
        return new DenseAssigner([.. layers.SkipLast(1), twice, new DenseLayer(weights, TensorBridge.ToArray(biases.contiguous()), Activation.Softmax)], _coder.Scale);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _logVariance.Dispose();
        _prior.Dispose();
        _means.Dispose();
        _logVariances.Dispose();
    }

    // Pre-training ends at rows in the coder's scale; a sigmoid around their middle goes on from there.
    private Tensor Fraction(Tensor back) => back.div(_coder.Scale).sub(0.5).mul(Steepness).sigmoid();

    private void Step(int[] rows, LossMeter losses)
    {
        Tensor images = _coder.Take(_images, rows), body = _coder.Encoder.Body(images);
        Tensor mean = _coder.Encoder.Last(body), logVariance = _logVariance.Forward(body).clamp(2 * LogFloor, LogCeiling);
        Tensor codes = VadeLoss.Draw(mean, logVariance, torch.randn(rows.Length, _options.Code)), back = _coder.Decoder.Forward(codes);
        Tensor error = _options.Bernoulli ? nn.functional.binary_cross_entropy(Fraction(back), images.div(_coder.Scale)) : nn.functional.mse_loss(back, images);
        Tensor reconstruction = error.mul(_options.ReconstructionWeight * _images.Dimension), prior = Mixture.Of(mean, logVariance, codes), total = reconstruction.add(prior);
        losses.Add(total.item<float>(), reconstruction.item<float>(), prior.item<float>());
        EpochLoop.Descend(_optimizer, total);
    }
}
