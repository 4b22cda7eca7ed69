using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>IIC's linear heads on one trunk: several for K clusters, several for finer ones. Tensors live until it is disposed.</summary>
internal sealed class IicHeads : IDisposable
{
    private readonly DenseNetwork[] _main;
    private readonly DenseNetwork[] _finer;
    private readonly double[] _sums;
    private readonly double _weight;

    public IicHeads(int dimension, int clusters, IicOptions options)
    {
        _main = [.. Enumerable.Range(0, options.Heads).Select(_ => new DenseNetwork(dimension, new LayerShape(clusters, Activation.Softmax)))];
        _finer = [.. Enumerable.Range(0, options.Heads).Select(_ => new DenseNetwork(dimension, new LayerShape(clusters * options.Finer, Activation.Softmax)))];
        (_sums, _weight) = (new double[options.Heads], options.MarginalWeight);
    }

    /// <summary>The head for K clusters with the lowest loss since <see cref="Forget"/>.</summary>
    public DenseNetwork Best => _main[Array.IndexOf(_sums, _sums.Min())];

    /// <summary>Weights N(0, deviation), biases 0.</summary>
    public void Initialise(double deviation)
    {
        foreach (DenseNetwork head in _main.Concat(_finer))
        {
            head.Initialise(deviation);
        }
    }

    public IEnumerable<Parameter> Parameters() => _main.Concat(_finer).SelectMany(head => head.Parameters());

    /// <summary>Starts the comparison of the heads anew.</summary>
    public void Forget() => Array.Clear(_sums);

    /// <summary>Mean loss of the heads for K plus mean loss of the finer ones; tells the meter of both.</summary>
    /// <param name="first">[B, dimension] of the trunk.</param>
    /// <param name="second">[B, dimension], other looks at the same images.</param>
    /// <param name="losses">Total, main, finer.</param>
    public Tensor Loss(Tensor first, Tensor second, LossMeter losses)
    {
        Tensor[] main = [.. _main.Select(head => PairInformation.Of(head.Forward(first), head.Forward(second), _weight))];
        Tensor[] finer = [.. _finer.Select(head => PairInformation.Of(head.Forward(first), head.Forward(second), _weight))];
        for (int head = 0; head < main.Length; head++)
        {
            _sums[head] += main[head].item<float>();
        }

        Tensor coarse = Mean(main), fine = Mean(finer), total = coarse.add(fine);
        losses.Add(total.item<float>(), coarse.item<float>(), fine.item<float>());
        return total;
    }

    public void Dispose()
    {
        foreach (DenseNetwork head in _main.Concat(_finer))
        {
            head.Dispose();
        }
    }

    private static Tensor Mean(Tensor[] losses) => losses.Aggregate((sum, loss) => sum.add(loss)).div((double)losses.Length);
}
