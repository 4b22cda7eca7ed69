using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>TAC's head: Linear(d, h) → BatchNorm → ReLU → Linear(h, K) → Softmax. Tensors live until it is disposed.</summary>
/// <remarks>
/// Weights: truncated normal, std 0.02, cut at ±2 absolute (timm's <c>trunc_normal_</c>, in effect a plain normal); biases: PyTorch's default
/// U(±1/√fan-in); batch normalisation: momentum 0.1, eps 1e-5.
/// <para>Source: XLearning-SCU/2024-ICML-TAC; methods §1.9.</para>
/// </remarks>
internal sealed class ClusterHead : IDisposable
{
    private readonly Sequential _layers;

    /// <summary>Draws the start values from the engine's generator.</summary>
    public ClusterHead(int dimension, int hidden, int clusters)
    {
        (Hidden, Normalisation, Output) = (nn.Linear(dimension, hidden), nn.BatchNorm1d(hidden), nn.Linear(hidden, clusters));
        using (torch.no_grad())
        {
            nn.init.trunc_normal_(Hidden.weight!, 0, 0.02, -2, 2);
            nn.init.trunc_normal_(Output.weight!, 0, 0.02, -2, 2);
        }

        _layers = nn.Sequential(("hidden", Hidden), ("normalisation", Normalisation), ("relu", nn.ReLU()), ("output", Output), ("softmax", nn.Softmax(1)));
    }

    public Linear Hidden { get; }

    public BatchNorm1d Normalisation { get; }

    public Linear Output { get; }

    /// <summary>Probabilities [B, K] of rows [B, d].</summary>
    public Tensor Assign(Tensor rows) => _layers.call(rows);

    public IEnumerable<Parameter> Parameters() => _layers.parameters();

    /// <summary>Running statistics instead of the batch's own, from now on.</summary>
    public void Freeze() => _layers.eval();

    /// <summary>The batch's own statistics again.</summary>
    public void Resume() => _layers.train();

    /// <summary>Probabilities of all rows in evaluation mode, in blocks; call <see cref="Freeze"/> first.</summary>
    public Probabilities Probabilities(Vectors rows, int clusters, CancellationToken cancellationToken)
    {
        float[] values = new float[rows.Count * clusters];
        using IDisposable noGradient = torch.no_grad();
        foreach ((int start, int count) in Concepts.NounFilter.Chunks(rows.Count, 4096))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            TensorBridge.ToArray(Assign(TensorBridge.Block(rows, start, count))).CopyTo(values, start * clusters);
        }

        return new Probabilities(clusters, values);
    }

    /// <summary>Managed copies of the weights, for <see cref="HeadAssigner"/>.</summary>
    public HeadWeights Weights() => new(
        TensorBridge.ToArray(Hidden.weight!),
        TensorBridge.ToArray(Hidden.bias!),
        TensorBridge.ToArray(Normalisation.weight!),
        TensorBridge.ToArray(Normalisation.bias!),
        TensorBridge.ToArray(Normalisation.running_mean!),
        TensorBridge.ToArray(Normalisation.running_var!),
        TensorBridge.ToArray(Output.weight!),
        TensorBridge.ToArray(Output.bias!));

    public void Dispose() => _layers.Dispose();
}
