using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>An adapter on frozen rows with two heads: a projection for instances (unit rows) and a cluster head (probabilities). Tensors live until it is disposed.</summary>
internal sealed class ContrastNetwork : IDisposable
{
    /// <summary>Width of the instance projection, as in CC.</summary>
    public const int Projection = 128;

    /// <param name="dimension">d.</param>
    /// <param name="hidden">Width of the adapter and of both heads' hidden layers.</param>
    /// <param name="clusters">K.</param>
    public ContrastNetwork(int dimension, int hidden, int clusters)
    {
        Adapter = new DenseNetwork(dimension, new LayerShape(hidden, Activation.Relu, Normalise: true));
        Instance = new DenseNetwork(hidden, new LayerShape(hidden, Activation.Relu), new LayerShape(Projection, Activation.Unit));
        Cluster = new DenseNetwork(hidden, new LayerShape(hidden, Activation.Relu), new LayerShape(clusters));
    }

    public DenseNetwork Adapter { get; }

    public DenseNetwork Instance { get; }

    /// <summary>Scores, before the softmax.</summary>
    public DenseNetwork Cluster { get; }

    public IEnumerable<Parameter> Parameters() => [.. Adapter.Parameters(), .. Instance.Parameters(), .. Cluster.Parameters()];

    public void Train(bool on)
    {
        Adapter.Train(on);
        Instance.Train(on);
        Cluster.Train(on);
    }

    /// <summary>Instance rows z and scores of rows [B, d].</summary>
    public (Tensor Instances, Tensor Scores) Forward(Tensor rows)
    {
        Tensor adapted = Adapter.Forward(rows);
        return (Instance.Forward(adapted), Cluster.Forward(adapted));
    }

    /// <summary>Probabilities of all rows in evaluation mode.</summary>
    public float[] Probabilities(Vectors rows, CancellationToken cancellationToken)
    {
        Train(false);
        return BlockEvaluation.Of(rows, Cluster.Width, block => torch.softmax(Cluster.Forward(Adapter.Forward(block)), 1), cancellationToken);
    }

    /// <summary>Adapter and cluster head for new images.</summary>
    public DenseAssigner Assigner() => new([.. Adapter.Weights(), .. ScanHeads.WithSoftmax(Cluster.Weights())]);

    public void Dispose()
    {
        Adapter.Dispose();
        Instance.Dispose();
        Cluster.Dispose();
    }
}
