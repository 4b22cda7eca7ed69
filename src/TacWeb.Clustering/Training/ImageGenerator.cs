namespace TacWeb.Clustering.Training;

/// <summary>From codes to pictures: dense layers with batch normalisation and ReLU, then transposed convolutions with the same, the last without normalisation. Tensors live until it is disposed.</summary>
internal sealed class ImageGenerator : IDisposable
{
    private readonly DenseNetwork _dense;
    private readonly List<(ConvTranspose2d Product, BatchNorm2d? Normalisation)> _layers = [];
    private readonly int _channels;
    private readonly int _size;

    /// <param name="latent">Length of a code.</param>
    /// <param name="widths">Dense layers before the one that makes the first maps; may be empty.</param>
    /// <param name="channels">First maps.</param>
    /// <param name="size">Side of the first maps.</param>
    /// <param name="shapes">The transposed convolutions; a stride of 2 doubles the side.</param>
    public ImageGenerator(int latent, int[] widths, int channels, int size, params ReadOnlySpan<ImageLayerShape> shapes)
    {
        (_channels, _size) = (channels, size);
        _dense = new DenseNetwork(latent, [.. widths.Append(channels * size * size).Select(width => new LayerShape(width, Activation.Relu, Normalise: true))]);
        for (int depth = 0; depth < shapes.Length; depth++)
        {
            ImageLayerShape shape = shapes[depth];
            int extra = shape.Stride + (2 * shape.Padding) - shape.Kernel; // the side is multiplied by the stride exactly
            bool last = depth == shapes.Length - 1;
            _layers.Add((nn.ConvTranspose2d(channels, shape.Channels, shape.Kernel, shape.Stride, shape.Padding, extra, bias: last), last ? null : nn.BatchNorm2d(shape.Channels)));
            channels = shape.Channels;
        }
    }

    /// <summary>Weights from a normal distribution, biases 0; gains of the maps' normalisations from N(1, <paramref name="deviation"/>).</summary>
    public void Initialise(double deviation)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach (Linear product in _dense.Products)
        {
            nn.init.normal_(product.weight!, 0, deviation);
            product.bias!.zero_();
        }

        foreach ((ConvTranspose2d product, BatchNorm2d? normalisation) in _layers)
        {
            nn.init.normal_(product.weight, 0, deviation);
            product.bias?.zero_();
            if (normalisation is not null)
            {
                nn.init.normal_(normalisation.weight!, 1, deviation);
            }
        }
    }

    /// <summary>Pictures [B, c, h, w] before their last activation.</summary>
    public Tensor Forward(Tensor codes)
    {
        Tensor maps = _dense.Forward(codes).view(codes.shape[0], _channels, _size, _size);
        foreach ((ConvTranspose2d product, BatchNorm2d? normalisation) in _layers)
        {
            maps = product.call(maps);
            maps = normalisation is null ? maps : normalisation.call(maps).relu();
        }

        return maps;
    }

    /// <summary>Everything learnt.</summary>
    public IEnumerable<Parameter> Parameters() => [.. _dense.Parameters(), .. Modules().SelectMany(module => module.parameters())];

    /// <summary>Batch statistics (training) or running statistics (evaluation) from now on.</summary>
    public void Train(bool on)
    {
        _dense.Train(on);
        foreach (Module module in Modules())
        {
            module.train(on);
        }
    }

    public void Dispose()
    {
        _dense.Dispose();
        foreach (Module module in Modules())
        {
            module.Dispose();
        }
    }

    private IEnumerable<Module> Modules() => _layers.SelectMany(layer => layer.Normalisation is null ? new Module[] { layer.Product } : [layer.Product, layer.Normalisation]);
}
