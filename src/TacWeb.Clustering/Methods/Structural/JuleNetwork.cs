using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>What JULE trains between its periods: a linear layer on vectors, or the paper's two convolutions and a dense layer on pictures; unit rows either way. Tensors live until it is disposed.</summary>
internal sealed class JuleNetwork : IDisposable
{
    private const int Maps = 50;
    private const double Deviation = 0.01;
    private readonly Vectors? _images;
    private readonly Pictures? _pictures;
    private readonly ImageNetwork? _trunk;
    private readonly DenseNetwork _last;

    /// <summary>On vectors.</summary>
    public JuleNetwork(Vectors images, int width)
    {
        _images = images;
        _last = new DenseNetwork(images.Dimension, new LayerShape(width, Activation.Unit));
    }

    /// <summary>On pictures: convolution 5×5 of 50 maps, normalisation, ReLU, pooling, the same without pooling, dense.</summary>
    public JuleNetwork(Pictures pictures, int width)
    {
        _pictures = pictures;
        _trunk = new ImageNetwork(pictures.Channels, pictures.Size, new ImageLayerShape(Maps, 5, Normalise: true, Pool: 2), new ImageLayerShape(Maps, 5, Normalise: true));
        _trunk.Initialise(Deviation);
        _last = new DenseNetwork(_trunk.Width, new LayerShape(width, Activation.Unit));
        _last.Initialise(Deviation);
    }

    public IEnumerable<Parameter> Parameters() => [.. _trunk?.Parameters() ?? [], .. _last.Parameters()];

    /// <summary>The linear layer, for new images; only on vectors.</summary>
    public DenseLayer Layer => _last.Weights()[0];

    /// <summary>[B, width] of the given rows.</summary>
    public Tensor Forward(int[] rows) => _last.Forward(_trunk is null ? TensorBridge.Rows(_images!, rows) : _trunk.Forward(_pictures!.Rows(rows)));

    /// <summary>The representation of all rows.</summary>
    public Vectors All(CancellationToken cancellationToken)
    {
        _trunk?.Train(false);
        float[] values = _images is null
            ? _pictures!.Evaluate(_last.Width, Forward, cancellationToken)
            : BlockEvaluation.Of(_images, _last.Width, _last.Forward, cancellationToken);
        _trunk?.Train(true);
        return new Vectors("jule", _last.Width, unit: true, values);
    }

    public void Dispose()
    {
        _trunk?.Dispose();
        _last.Dispose();
    }
}
