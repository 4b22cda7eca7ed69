using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>NNM's adapter, heads, kept probabilities and optimiser. Tensors live until it is disposed.</summary>
internal sealed class NnmTrainer : IDisposable
{
    private readonly Vectors _images;
    private readonly Looks _looks;
    private readonly NearestPartners _partners;
    private readonly SideTargets _side;
    private readonly NnmOptions _options;
    private readonly int _k;
    private readonly DenseNetwork _adapter;
    private readonly DenseNetwork[] _heads;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly double[] _sums;
    private double[] _lastSums;
    private Vectors[]? _kept; // per head: probabilities [N, K] of each image's set-wide nearest one

    public NnmTrainer(Vectors images, Looks looks, NearestPartners partners, SideTargets side, int clusters, NnmOptions options)
    {
        (_images, _looks, _partners, _side, _options, _k) = (images, looks, partners, side, options, clusters);
        _adapter = new DenseNetwork(images.Dimension, new LayerShape(options.Hidden, Activation.Relu, Normalise: true));
        _heads = [.. Enumerable.Range(0, options.Heads).Select(_ => new DenseNetwork(options.Hidden, new LayerShape(clusters, Activation.Softmax)))];
        _optimizer = Optimisers.Adam(_heads.SelectMany(head => head.Parameters()).Concat(_adapter.Parameters()), options.LearningRate);
        (_sums, _lastSums) = (new double[options.Heads], new double[options.Heads]);
    }

    /// <summary>One step of all heads together.</summary>
    public void Step(int[] rows, LossMeter losses)
    {
        Tensor plain = _adapter.Forward(_looks.Plain(rows)), look = _adapter.Forward(_looks.Weak(rows)), partner = _adapter.Forward(TensorBridge.Rows(_images, _partners.Draw(rows)));
        Tensor near = NearestInBatch(plain);
        NnmLoss[] each = [.. _heads.Select((head, h) =>
        {
            Tensor p = head.Forward(plain);
            Tensor? kept = _kept is null ? null : TensorBridge.Rows(_kept[h], rows);
            NnmLoss loss = NnmLoss.Of(p, head.Forward(look), head.Forward(partner), p.index_select(0, near), kept, _options.BalanceWeight, _side.Prior);
            return loss with { Total = _side.Fair(loss.Total, rows, p) };
        })];
        double[] totals = [.. each.Select(loss => (double)loss.Total.item<float>())];
        losses.Add(totals.Average(), each.Average(loss => loss.Local.item<float>()), each.Average(loss => loss.Global.item<float>()), each.Average(loss => loss.Balance.item<float>()));
        for (int head = 0; head < totals.Length; head++)
        {
            _sums[head] += totals[head];
        }

        EpochLoop.Descend(_optimizer, each.Select(loss => loss.Total).Aggregate((sum, next) => sum.add(next)));
    }

    /// <summary>Looks for each image's nearest one in the adapter's space and keeps that one's probabilities.</summary>
    public void EndEpoch(bool last, CancellationToken cancellationToken)
    {
        _lastSums = [.. _sums];
        Array.Clear(_sums);
        if (last)
        {
            return;
        }

        _adapter.Train(false);
        float[] adapted = BlockEvaluation.Of(_images, _options.Hidden, block => nn.functional.normalize(_adapter.Forward(block), 2, 1), cancellationToken);
        Vectors space = new(_images.Source, _options.Hidden, unit: false, adapted);
        Neighbours nearest = Neighbours.Find(space, 1, cancellationToken);
        int[] order = [.. Enumerable.Range(0, _images.Count).Select(row => nearest[row][0])];
        _kept = [.. _heads.Select(head => new Vectors(_images.Source, _k, unit: false, BlockEvaluation.Of(_images, _k, block => head.Forward(_adapter.Forward(block)), cancellationToken)).Take(order))];
        _adapter.Train(true);
    }

    /// <summary>Probabilities of all images by the head with the lowest loss of the last epoch, and its layers.</summary>
    public (float[] Soft, DenseAssigner Assigner) Result(CancellationToken cancellationToken)
    {
        DenseNetwork best = _heads[Array.IndexOf(_lastSums, _lastSums.Min())];
        _adapter.Train(false);
        return (BlockEvaluation.Of(_images, _k, block => best.Forward(_adapter.Forward(block)), cancellationToken), new DenseAssigner([.. _adapter.Weights(), .. best.Weights()]));
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _adapter.Dispose();
        Array.ForEach(_heads, head => head.Dispose());
    }

    /// <summary>Row of each anchor's nearest other anchor, [B].</summary>
    private static Tensor NearestInBatch(Tensor adapted)
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor unit = nn.functional.normalize(adapted, 2, 1);
        return torch.mm(unit, unit.t()).masked_fill(torch.eye(adapted.shape[0], dtype: torch.ScalarType.Bool), float.NegativeInfinity).argmax(1);
    }
}
