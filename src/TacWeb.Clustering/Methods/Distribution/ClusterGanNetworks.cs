using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>ClusterGAN's generator, critic and encoder, on vectors or on 28-pixel pictures. Tensors live until it is disposed.</summary>
/// <remarks>Critic and encoder have no normalisation, only the leaky ReLU 0.2. On pictures: two convolutions 4×4 of stride 2 (64, 128 maps) and 1024 units; the generator mirrors them.</remarks>
internal sealed class ClusterGanNetworks : IDisposable
{
    /// <summary>Side of the pictures.</summary>
    public const int Size = 28;

    private const double Deviation = 0.02;
    private const double Leak = 0.2;
    private const int Units = 1024;
    private readonly ImageGenerator? _painter;
    private readonly DenseNetwork? _writer;
    private readonly ImageNetwork? _criticTrunk;
    private readonly ImageNetwork? _encoderTrunk;
    private readonly DenseNetwork _critic;
    private readonly DenseNetwork _encoder;

    /// <summary>On vectors.</summary>
    public ClusterGanNetworks(int dimension, bool unit, int code, int hidden)
    {
        LayerShape layer = new(hidden, Activation.Relu, Normalise: true);
        _writer = new DenseNetwork(code, layer, layer, new LayerShape(dimension, unit ? Activation.Unit : Activation.None));
        _critic = new DenseNetwork(dimension, new LayerShape(hidden), new LayerShape(hidden), new LayerShape(1));
        _encoder = new DenseNetwork(dimension, new LayerShape(hidden), new LayerShape(hidden), new LayerShape(code));
    }

    /// <summary>On pictures.</summary>
    public ClusterGanNetworks(int channels, int code)
    {
        _painter = new ImageGenerator(code, [Units], 128, Size / 4, new ImageLayerShape(64, 4, 2, 1), new ImageLayerShape(channels, 4, 2, 1));
        _painter.Initialise(Deviation);
        (_criticTrunk, _encoderTrunk) = (Trunk(channels), Trunk(channels));
        _critic = new DenseNetwork(_criticTrunk.Width, new LayerShape(Units), new LayerShape(1));
        _encoder = new DenseNetwork(_encoderTrunk.Width, new LayerShape(Units), new LayerShape(code));
        _critic.Initialise(Deviation);
        _encoder.Initialise(Deviation);
    }

    public IEnumerable<Parameter> CriticParameters() => [.. _criticTrunk?.Parameters() ?? [], .. _critic.Parameters()];

    public IEnumerable<Parameter> GeneratorParameters() =>
        [.. _painter?.Parameters() ?? [], .. _writer?.Parameters() ?? [], .. _encoderTrunk?.Parameters() ?? [], .. _encoder.Parameters()];

    /// <summary>Rows or pictures (0 … 1) of codes [B, d_n + K].</summary>
    public Tensor Generate(Tensor codes) => _painter is null ? _writer!.Forward(codes) : _painter.Forward(codes).sigmoid();

    /// <summary>D, [B, 1].</summary>
    public Tensor Judge(Tensor rows) => Leaky(_critic, _criticTrunk is null ? rows : _criticTrunk.Forward(rows));

    /// <summary>ẑ_n and the scores of ẑ_c, [B, d_n + K].</summary>
    public Tensor Encode(Tensor rows) => Leaky(_encoder, _encoderTrunk is null ? rows : _encoderTrunk.Forward(rows));

    public void Dispose()
    {
        _painter?.Dispose();
        _writer?.Dispose();
        _criticTrunk?.Dispose();
        _encoderTrunk?.Dispose();
        _critic.Dispose();
        _encoder.Dispose();
    }

    private static ImageNetwork Trunk(int channels)
    {
        ImageNetwork trunk = new(channels, Size, new ImageLayerShape(64, 4, 2, 1, Leak), new ImageLayerShape(128, 4, 2, 1, Leak));
        trunk.Initialise(Deviation);
        return trunk;
    }

    private static Tensor Leaky(DenseNetwork network, Tensor rows)
    {
        IReadOnlyList<Linear> products = network.Products;
        for (int depth = 0; depth < products.Count; depth++)
        {
            rows = products[depth].call(rows);
            rows = depth < products.Count - 1 ? nn.functional.leaky_relu(rows, Leak) : rows;
        }

        return rows;
    }
}
