using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>ProPos's networks: adapter and projector, their slow copies, and the predictor of the fast ones; and their two optimisers. Tensors live until it is disposed.</summary>
internal sealed class ProPosNetwork : IDisposable
{
    private const double WeightDecay = 5e-4;
    private readonly ProPosOptions _options;
    private readonly DenseNetwork _online;
    private readonly DenseNetwork _target;
    private readonly DenseNetwork _predictor;
    private readonly torch.optim.Optimizer[] _optimizers;

    public ProPosNetwork(int dimension, int batchSize, ProPosOptions options)
    {
        _options = options;
        (_online, _target) = (Projector(dimension, options), Projector(dimension, options));
        _predictor = new DenseNetwork(options.Projection, new LayerShape(options.Hidden, Activation.Relu, Normalise: true), new LayerShape(options.Projection));
        _target.Follow(_online, 0);
        double rate = options.LearningRate * batchSize / 256;
        _optimizers =
        [
            torch.optim.SGD(_online.Parameters(), rate, momentum: 0.9, weight_decay: WeightDecay),
            torch.optim.SGD(_predictor.Parameters(), 10 * rate, momentum: 0.9, weight_decay: WeightDecay),
        ];
    }

    /// <summary>One step on two looks at the same images, then the slow network follows.</summary>
    /// <param name="first">[B, d].</param>
    /// <param name="second">[B, d].</param>
    /// <param name="labels">Pseudo-labels of the batch; null while the prototypes wait.</param>
    /// <param name="losses">Gets total, alignment, scattering.</param>
    public void Step(Tensor first, Tensor second, int[]? labels, LossMeter losses)
    {
        Tensor a = _online.Forward(first), b = _online.Forward(second);
        (Tensor slowA, Tensor slowB) = Slow(first, second);
        Tensor alignment = ProPosLoss.Alignment(Predict(a, labels), slowB).add(ProPosLoss.Alignment(Predict(b, labels), slowA)).div(2);
        Tensor scattering = labels is null
            ? torch.zeros([])
            : ProPosLoss.Scattering(a, slowB, labels, _options.Temperature).add(ProPosLoss.Scattering(b, slowA, labels, _options.Temperature)).div(2);
        Tensor total = alignment.add(scattering.mul(_options.ScatteringWeight));
        losses.Add(total.item<float>(), alignment.item<float>(), scattering.item<float>());
        foreach (torch.optim.Optimizer optimizer in _optimizers)
        {
            optimizer.zero_grad();
        }

        total.backward();
        foreach (torch.optim.Optimizer optimizer in _optimizers)
        {
            optimizer.step();
        }

        _target.Follow(_online, _options.Keep);
    }

    /// <summary>The slow network's layers, batch normalisation folded in.</summary>
    public DenseLayer[] Layers() => _target.Weights();

    /// <summary>Unit rows of all images by the slow network in evaluation mode, [N, e].</summary>
    public Vectors Project(Vectors images, CancellationToken cancellationToken)
    {
        _target.Train(false);
        float[] values = BlockEvaluation.Of(images, _target.Width, _target.Forward, cancellationToken);
        _target.Train(true);
        return new Vectors(images.Source, _target.Width, unit: true, values);
    }

    public void Dispose()
    {
        foreach (torch.optim.Optimizer optimizer in _optimizers)
        {
            optimizer.Dispose();
        }

        _online.Dispose();
        _target.Dispose();
        _predictor.Dispose();
    }

    private static DenseNetwork Projector(int dimension, ProPosOptions options) => new(
        dimension,
        new LayerShape(options.Hidden, Activation.Relu, Normalise: true),
        new LayerShape(options.Hidden, Activation.Relu, Normalise: true),
        new LayerShape(options.Projection, Activation.Unit));

    private Tensor Predict(Tensor projected, int[]? labels) =>
        _predictor.Forward(labels is null || _options.Noise == 0 ? projected : projected.add(torch.randn(projected.shape).mul(_options.Noise)));

    private (Tensor First, Tensor Second) Slow(Tensor first, Tensor second)
    {
        using IDisposable noGradient = torch.no_grad();
        return (_target.Forward(first), _target.Forward(second));
    }
}
