using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Training;

/// <summary>A stack of dense layers that is trained: heads, adapters, encoders. Tensors live until it is disposed.</summary>
/// <remarks>Start values are PyTorch's defaults for Linear, U(±1/√fan-in), from the engine's generator, unless <see cref="Initialise"/> is called.</remarks>
internal sealed class DenseNetwork : IDisposable
{
    private const float Epsilon = 1e-5f; // of batch normalisation
    private readonly List<(Linear Linear, BatchNorm1d? Normalisation, Activation Activation)> _layers = [];

    /// <param name="dimension">Length of the rows it takes.</param>
    /// <param name="shapes">Its layers, first to last.</param>
    public DenseNetwork(int dimension, params ReadOnlySpan<LayerShape> shapes)
    {
        foreach (LayerShape shape in shapes)
        {
            _layers.Add((nn.Linear(dimension, shape.Width), shape.Normalise ? nn.BatchNorm1d(shape.Width) : null, shape.Activation));
            dimension = shape.Width;
        }

        Width = dimension;
    }

    /// <summary>Length of the rows it gives.</summary>
    public int Width { get; }

    /// <summary>A cluster head: linear where <paramref name="hidden"/> is 0, else TAC's d-h-K with batch normalisation; scores, no softmax.</summary>
    public static DenseNetwork Head(int dimension, int hidden, int clusters) => hidden == 0
        ? new DenseNetwork(dimension, new LayerShape(clusters))
        : new DenseNetwork(dimension, new LayerShape(hidden, Activation.Relu, Normalise: true), new LayerShape(clusters));

    /// <summary>The last layer's weights [width, dimension].</summary>
    public Tensor OutputWeight => _layers[^1].Linear.weight!;

    /// <summary>The last layer's biases [width].</summary>
    public Tensor OutputBias => _layers[^1].Linear.bias!;

    /// <summary>Weights from a normal distribution cut at ±2 absolute (timm), biases 0.</summary>
    public void Initialise(double deviation)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Linear linear, _, _) in _layers)
        {
            nn.init.trunc_normal_(linear.weight!, 0, deviation, -2, 2);
            linear.bias!.zero_();
        }
    }

    /// <summary>The products, first to last, for start values of one's own.</summary>
    public IReadOnlyList<Linear> Products => [.. _layers.Select(layer => layer.Linear)];

    /// <summary>Glorot's uniform weights, U(±√(6/(fan-in + fan-out))), biases 0: what Keras gives DEC's and IDEC's layers.</summary>
    public void InitialiseGlorot()
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Linear linear, _, _) in _layers)
        {
            nn.init.xavier_uniform_(linear.weight!);
            linear.bias!.zero_();
        }
    }

    /// <summary>[B, width] of rows [B, d].</summary>
    public Tensor Forward(Tensor rows) => Through(rows, 0, _layers.Count);

    /// <summary>What the last layer sees of rows [B, d].</summary>
    public Tensor Body(Tensor rows) => Through(rows, 0, _layers.Count - 1);

    /// <summary>The last layer alone; after <see cref="Body"/> the same as <see cref="Forward"/>.</summary>
    public Tensor Last(Tensor rows) => Through(rows, _layers.Count - 1, 1);

    private Tensor Through(Tensor rows, int first, int count)
    {
        foreach ((Linear linear, BatchNorm1d? normalisation, Activation activation) in _layers.Skip(first).Take(count))
        {
            Tensor scores = linear.call(rows);
            rows = Activations.Apply(normalisation is null ? scores : normalisation.call(scores), activation);
        }

        return rows;
    }

    /// <summary>The same with the batch's own statistics in every normalisation, the running ones left as they are (IMSAT's passes with an adversary).</summary>
    public Tensor ForwardApart(Tensor rows)
    {
        foreach ((Linear linear, BatchNorm1d? normalisation, Activation activation) in _layers)
        {
            Tensor scores = linear.call(rows);
            rows = Activations.Apply(normalisation is null ? scores : nn.functional.batch_norm(scores, null, null, normalisation.weight, normalisation.bias, training: true), activation);
        }

        return rows;
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

    /// <summary>Takes over another network's parameters and running statistics: θ ← c·θ + (1 − c)·θ′.</summary>
    /// <param name="other">A network of the same shape.</param>
    /// <param name="keep">c; 0 copies.</param>
    public void Follow(DenseNetwork other, double keep)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Tensor own, Tensor theirs) in State().Zip(other.State()))
        {
            own.mul_(keep).add_(theirs, 1 - keep);
        }
    }

    /// <summary>Managed copies, for <see cref="DenseAssigner"/>.</summary>
    public DenseLayer[] Weights() => [.. _layers.Select(layer => Fold(layer.Linear, layer.Normalisation, layer.Activation))];

    public void Dispose()
    {
        foreach (Module module in Modules())
        {
            module.Dispose();
        }
    }

    private static DenseLayer Fold(Linear linear, BatchNorm1d? normalisation, Activation activation)
    {
        float[] weights = TensorBridge.ToArray(linear.weight!), biases = TensorBridge.ToArray(linear.bias!);
        if (normalisation is null)
        {
            return new DenseLayer(weights, biases, activation);
        }

        float[] scale = TensorBridge.ToArray(normalisation.weight!), shift = TensorBridge.ToArray(normalisation.bias!);
        float[] mean = TensorBridge.ToArray(normalisation.running_mean!), variance = TensorBridge.ToArray(normalisation.running_var!);
        int d = weights.Length / biases.Length;
        for (int unit = 0; unit < biases.Length; unit++)
        {
            float factor = scale[unit] / MathF.Sqrt(variance[unit] + Epsilon);
            Span<float> row = weights.AsSpan(unit * d, d);
            TensorPrimitives.Multiply(row, factor, row);
            biases[unit] = ((biases[unit] - mean[unit]) * factor) + shift[unit];
        }

        return new DenseLayer(weights, biases, activation);
    }

    private IEnumerable<Module> Modules() => _layers.SelectMany(layer => layer.Normalisation is null ? new Module[] { layer.Linear } : [layer.Linear, layer.Normalisation]);

    private IEnumerable<Tensor> State()
    {
        foreach ((Linear linear, BatchNorm1d? normalisation, _) in _layers)
        {
            yield return linear.weight!;
            yield return linear.bias!;
            if (normalisation is not null)
            {
                yield return normalisation.weight!;
                yield return normalisation.bias!;
                yield return normalisation.running_mean!;
                yield return normalisation.running_var!;
            }
        }
    }
}
