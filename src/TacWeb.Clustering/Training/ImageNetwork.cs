namespace TacWeb.Clustering.Training;

/// <summary>A stack of convolutions that is trained. Tensors live until it is disposed.</summary>
/// <remarks>Start values are PyTorch's defaults, from the engine's generator, unless <see cref="Initialise"/> is called.</remarks>
internal sealed class ImageNetwork : IDisposable
{
    private readonly List<(Conv2d Product, BatchNorm2d? Normalisation, ImageLayerShape Shape)> _layers = [];

    /// <param name="channels">Of the pictures: 1 or 3.</param>
    /// <param name="size">Side of the pictures.</param>
    /// <param name="shapes">Its layers, first to last.</param>
    public ImageNetwork(int channels, int size, params ReadOnlySpan<ImageLayerShape> shapes)
    {
        foreach (ImageLayerShape shape in shapes)
        {
            _layers.Add((nn.Conv2d(channels, shape.Channels, shape.Kernel, shape.Stride, shape.Padding, bias: !shape.Normalise), shape.Normalise ? nn.BatchNorm2d(shape.Channels) : null, shape));
            channels = shape.Channels;
            size = ((size + (2 * shape.Padding) - shape.Kernel) / shape.Stride) + 1;
            size = shape.Pool > 0 ? (size + shape.Pool - 1) / shape.Pool : size;
        }

        Width = channels * size * size;
    }

    /// <summary>Numbers of one picture's last maps.</summary>
    public int Width { get; }

    /// <summary>Weights from a normal distribution, biases 0; gains of the normalisations from N(1, <paramref name="deviation"/>) if asked for.</summary>
    public void Initialise(double deviation, bool gains = false)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Conv2d product, BatchNorm2d? normalisation, _) in _layers)
        {
            nn.init.normal_(product.weight, 0, deviation);
            product.bias?.zero_();
            if (gains && normalisation is not null)
            {
                nn.init.normal_(normalisation.weight!, 1, deviation);
            }
        }
    }

    /// <summary>The same with the deviation √(2/fan-in) in each layer (Kaiming).</summary>
    public void InitialiseByFanIn()
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Conv2d product, _, _) in _layers)
        {
            nn.init.normal_(product.weight, 0, Math.Sqrt(2.0 / (product.weight.shape[1] * product.weight.shape[2] * product.weight.shape[3])));
            product.bias?.zero_();
        }
    }

    /// <summary>The last maps as rows [B, <see cref="Width"/>] of pictures [B, c, h, w].</summary>
    public Tensor Forward(Tensor pictures) => Maps(pictures)[^1].flatten(1);

    /// <summary>The maps after each layer.</summary>
    public IReadOnlyList<Tensor> Maps(Tensor pictures)
    {
        List<Tensor> maps = [];
        foreach ((Conv2d product, BatchNorm2d? normalisation, ImageLayerShape shape) in _layers)
        {
            Tensor scores = product.call(pictures);
            scores = normalisation is null ? scores : normalisation.call(scores);
            pictures = shape.Slope switch { 0 => scores.relu(), 1 => scores, _ => nn.functional.leaky_relu(scores, shape.Slope) };
            pictures = shape.Pool > 0 ? nn.functional.max_pool2d(pictures, shape.Pool, ceil_mode: true) : pictures;
            maps.Add(pictures);
        }

        return maps;
    }

    /// <summary>Everything learnt.</summary>
    public IEnumerable<Parameter> Parameters() => Modules().SelectMany(module => module.parameters());

    /// <summary>Batch statistics (training) or running statistics (evaluation) from now on.</summary>
    public void Train(bool on)
    {
        foreach (Module module in Modules())
        {
            module.train(on);
        }
    }

    public void Dispose()
    {
        foreach (Module module in Modules())
        {
            module.Dispose();
        }
    }

    private IEnumerable<Module> Modules() => _layers.SelectMany(layer => layer.Normalisation is null ? new Module[] { layer.Product } : [layer.Product, layer.Normalisation]);
}
