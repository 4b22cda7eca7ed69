using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>TEMI's head: Linear(d, 512), GELU, Linear(512, 256), unit rows, weight-normalised Linear(256, K) without biases. Tensors live until it is disposed.</summary>
internal sealed class TemiHead : IDisposable
{
    private readonly Parameter _directions; // [K, h/2]
    private readonly Parameter _lengths; // [K, 1], 1 at the start

    public TemiHead(int dimension, int hidden, int clusters)
    {
        Body = new DenseNetwork(dimension, new LayerShape(hidden, Activation.Gelu), new LayerShape(hidden / 2, Activation.Unit));
        Body.Initialise(0.02);
        Tensor start = torch.empty(clusters, hidden / 2);
        nn.init.trunc_normal_(start, 0, 0.02, -2, 2);
        (_directions, _lengths) = (nn.Parameter(start), nn.Parameter(torch.ones(clusters, 1)));
    }

    public DenseNetwork Body { get; }

    /// <summary>The last layer, frozen in the first epoch.</summary>
    public IReadOnlyList<Parameter> Last => [_directions, _lengths];

    public IEnumerable<Parameter> Parameters() => [.. Body.Parameters(), .. Last];

    /// <summary>Scores [B, K] of rows [B, d].</summary>
    public Tensor Forward(Tensor rows) => torch.mm(Body.Forward(rows), LastWeights().t());

    /// <summary>θ ← c·θ + (1 − c)·θ′.</summary>
    public void Follow(TemiHead other, double keep)
    {
        Body.Follow(other.Body, keep);
        using IDisposable noGradient = torch.no_grad();
        _directions.mul_(keep).add_(other._directions, 1 - keep);
        _lengths.mul_(keep).add_(other._lengths, 1 - keep);
    }

    /// <summary>Managed layers that end in softmax(scores / τ).</summary>
    public DenseLayer[] Weights(double temperature)
    {
        using IDisposable noGradient = torch.no_grad();
        return [.. Body.Weights(), DenseLayer.Of(TensorBridge.ToArray(LastWeights().div(temperature)), (int)_lengths.shape[0], Activation.Softmax)];
    }

    public void Dispose()
    {
        Body.Dispose();
        _directions.Dispose();
        _lengths.Dispose();
    }

    private Tensor LastWeights() => nn.functional.normalize(_directions, 2, 1).mul(_lengths);
}
