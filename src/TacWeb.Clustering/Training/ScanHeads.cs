using TacWeb.Clustering.Losses;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Several SCAN heads on the same frozen rows, and their optimiser. Tensors live until it is disposed.</summary>
internal sealed class ScanHeads : IDisposable
{
    private readonly double _balanceWeight;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly double[] _sums;
    private readonly SideTargets? _side;

    public ScanHeads(int count, int dimension, int hidden, int clusters, double balanceWeight, double learningRate, SideTargets? side = null)
    {
        _side = side;
        (Heads, _balanceWeight) = ([.. Enumerable.Range(0, count).Select(_ => DenseNetwork.Head(dimension, hidden, clusters))], balanceWeight);
        _optimizer = Optimisers.Adam(Heads.SelectMany(head => head.Parameters()), learningRate);
        _sums = new double[count];
    }

    public IReadOnlyList<DenseNetwork> Heads { get; }

    /// <summary>The head with the lowest loss since <see cref="Forget"/>.</summary>
    public DenseNetwork Best => Heads[Array.IndexOf(_sums, _sums.Min())];

    /// <summary>Starts the comparison of the heads anew; called at each epoch's start, so the last epoch decides.</summary>
    public void Forget() => Array.Clear(_sums);

    /// <summary>One step of all heads; adds the means of total, consistency and balance over the heads.</summary>
    /// <param name="anchors">[B, d].</param>
    /// <param name="partners">[B, d], a neighbour of each.</param>
    /// <param name="rows">Row numbers of the anchors.</param>
    /// <param name="losses">Total, consistency, balance.</param>
    public void Step(Tensor anchors, Tensor partners, int[] rows, LossMeter losses)
    {
        ScanLoss[] each = [.. Heads.Select(head => Loss(torch.softmax(head.Forward(anchors), 1), torch.softmax(head.Forward(partners), 1), rows))];
        double[] totals = [.. each.Select(loss => (double)loss.Total.item<float>())];
        losses.Add(totals.Average(), each.Average(loss => loss.Consistency.item<float>()), each.Average(loss => loss.Balance.item<float>()));
        for (int head = 0; head < totals.Length; head++)
        {
            _sums[head] += totals[head];
        }

        EpochLoop.Descend(_optimizer, each.Select(loss => loss.Total).Aggregate((sum, loss) => sum.add(loss)));
    }

    private ScanLoss Loss(Tensor anchors, Tensor partners, int[] rows)
    {
        ScanLoss loss = ScanLoss.Of(anchors, partners, _balanceWeight, _side?.Prior);
        return _side is null ? loss : loss with { Total = _side.Fair(loss.Total, rows, anchors) };
    }

    /// <summary>Probabilities of all rows by one head in evaluation mode.</summary>
    public static float[] Probabilities(DenseNetwork head, Vectors rows, CancellationToken cancellationToken)
    {
        head.Train(false);
        return BlockEvaluation.Of(rows, head.Width, block => torch.softmax(head.Forward(block), 1), cancellationToken);
    }

    /// <summary>The head as an assigner with probabilities.</summary>
    public static DenseAssigner Assigner(DenseNetwork head) => new(WithSoftmax(head.Weights()));

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach (DenseNetwork head in Heads)
        {
            head.Dispose();
        }
    }

    /// <summary>The same layers with a softmax after the last.</summary>
    public static DenseLayer[] WithSoftmax(DenseLayer[] layers) => [.. layers.SkipLast(1), layers[^1] with { Activation = Activation.Softmax }];
}
