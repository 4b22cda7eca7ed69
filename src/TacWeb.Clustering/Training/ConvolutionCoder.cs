namespace TacWeb.Clustering.Training;

/// <summary>TELL's network for grey pictures: four 3×3 convolutions (16, 32 halving, 32, 16 halving) with batch normalisation and ReLU, two dense layers to the code, a unit row, and the mirror.</summary>
internal sealed class ConvolutionCoder : RowCoder
{
    private const int Hidden = 256;
    private static readonly (int Channels, int Stride)[] s_layers = [(16, 1), (32, 2), (32, 1), (16, 2)];
    private readonly int _side;
    private readonly List<(Conv2d Convolution, BatchNorm2d Normalisation)> _down = [];
    private readonly List<(ConvTranspose2d Convolution, BatchNorm2d? Normalisation)> _up = [];
    private readonly DenseNetwork _toCode;
    private readonly DenseNetwork _fromCode;

    /// <param name="side">Height and width of a picture, a multiple of 4.</param>
    /// <param name="code">h.</param>
    /// <param name="scale">What rows are multiplied by.</param>
    public ConvolutionCoder(int side, int code, float scale)
        : base(code, scale)
    {
        _side = side;
        int channels = 1, small = side / 4, flat = s_layers[^1].Channels * small * small;
        foreach ((int width, int stride) in s_layers)
        {
            _down.Add((nn.Conv2d(channels, width, 3, stride, 1), nn.BatchNorm2d(width)));
            channels = width;
        }

        _toCode = new DenseNetwork(flat, new LayerShape(Hidden, Activation.Relu), new LayerShape(code, Activation.Unit));
        _fromCode = new DenseNetwork(code, new LayerShape(Hidden, Activation.Relu), new LayerShape(flat));
        for (int depth = s_layers.Length - 1; depth >= 0; depth--)
        {
            (int width, int stride) = (depth == 0 ? 1 : s_layers[depth - 1].Channels, s_layers[depth].Stride);
            _up.Add((nn.ConvTranspose2d(channels, width, 3, stride, 1, stride - 1), depth == 0 ? null : nn.BatchNorm2d(width)));
            channels = width;
        }
    }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor rows)
    {
        Tensor planes = rows.view(rows.shape[0], 1, _side, _side);
        foreach ((Conv2d convolution, BatchNorm2d normalisation) in _down)
        {
            planes = normalisation.call(convolution.call(planes)).relu();
        }

        return _toCode.Forward(planes.flatten(1));
    }

    /// <inheritdoc/>
    public override Tensor Decode(Tensor codes)
    {
        int small = _side / 4;
        Tensor planes = _fromCode.Forward(codes).view(codes.shape[0], s_layers[^1].Channels, small, small);
        foreach ((ConvTranspose2d convolution, BatchNorm2d? normalisation) in _up)
        {
            planes = normalisation is null ? convolution.call(planes) : normalisation.call(convolution.call(planes)).relu();
        }

        return planes.flatten(1);
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters() => [.. _toCode.Parameters(), .. _fromCode.Parameters(), .. Modules().SelectMany(module => module.parameters())];

    /// <inheritdoc/>
    public override void Train(bool on)
    {
        foreach (Module module in Modules())
        {
            module.train(on);
        }
    }

    /// <summary>The encoder in managed arrays, unit codes, and centres behind it.</summary>
    public ConvolutionAssigner Assigner(DenseLayer centres)
    {
        DenseLayer[] dense = _toCode.Weights();
        ConvolutionLayer[] layers = [.. _down.Zip(s_layers, (layer, shape) => ConvolutionLayer.Fold(layer.Convolution, layer.Normalisation, shape.Stride))];
        return new ConvolutionAssigner(_side, layers, new DenseAssigner([dense[0], dense[1], centres]), Scale);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _toCode.Dispose();
        _fromCode.Dispose();
        foreach (Module module in Modules())
        {
            module.Dispose();
        }
    }

    private IEnumerable<Module> Modules() =>
        _down.SelectMany(layer => new Module[] { layer.Convolution, layer.Normalisation })
            .Concat(_up.SelectMany(layer => layer.Normalisation is null ? new Module[] { layer.Convolution } : [layer.Convolution, layer.Normalisation]));
}
