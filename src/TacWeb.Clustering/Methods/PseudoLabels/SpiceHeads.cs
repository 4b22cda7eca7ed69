using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>SPICE-Self's heads d–h–K, each with its own labels and optimiser. Tensors live until it is disposed.</summary>
internal sealed class SpiceHeads : IDisposable
{
    private readonly SpiceOptions _options;
    private readonly Vectors _images;
    private readonly Looks _looks;
    private readonly DenseNetwork[] _heads;
    private readonly torch.optim.Optimizer[] _optimizers;
    private readonly Random _random;
    private readonly (double Sum, int Steps)[] _losses;

    public SpiceHeads(Vectors images, Looks looks, int clusters, SpiceOptions options, int seed)
    {
        (_images, _looks, _options, _random) = (images, looks, options, Seeds.Stream(seed, 4301));
        _heads = [.. Enumerable.Range(0, options.Heads).Select(_ => new DenseNetwork(images.Dimension, new LayerShape(options.Hidden, Activation.Relu), new LayerShape(clusters)))];
        _optimizers = [.. _heads.Select(head => Optimisers.Adam(head.Parameters(), options.LearningRate))];
        _losses = new (double, int)[options.Heads];
    }

    /// <summary>The head with the lowest mean loss since <see cref="Forget"/>.</summary>
    public DenseNetwork Best => _heads[Array.IndexOf(_losses, _losses.MinBy(loss => loss.Steps == 0 ? double.MaxValue : loss.Sum / loss.Steps))];

    /// <summary>Starts the comparison of the heads anew.</summary>
    public void Forget() => Array.Clear(_losses);

    /// <summary>The steps of some labelling batches: each head labels each batch anew and passes over its labels several times.</summary>
    public IEnumerable<(int Head, (int Row, int Label)[] Batch)> Steps(IEnumerable<int[]> batches)
    {
        foreach (int[] rows in batches)
        {
            for (int head = 0; head < _heads.Length; head++)
            {
                (int Row, int Label)[] labelled = Label(_heads[head], rows);
                for (int repeat = 0; repeat < _options.Repeats; repeat++)
                {
                    _random.Shuffle(labelled);
                    foreach ((int, int)[] batch in labelled.Chunk(_options.BatchSize))
                    {
                        yield return (head, batch);
                    }
                }
            }
        }
    }

    /// <summary>One step of one head on strong looks.</summary>
    public void Step((int Head, (int Row, int Label)[] Batch) step, LossMeter losses)
    {
        Tensor loss = SpiceLoss.Of(_heads[step.Head].Forward(_looks.Strong([.. step.Batch.Select(pair => pair.Row)])), [.. step.Batch.Select(pair => pair.Label)]);
        double value = loss.item<float>();
        losses.Add(value);
        _losses[step.Head] = (_losses[step.Head].Sum + value, _losses[step.Head].Steps + 1);
        EpochLoop.Descend(_optimizers[step.Head], loss);
    }

    public void Dispose()
    {
        for (int head = 0; head < _heads.Length; head++)
        {
            _optimizers[head].Dispose();
            _heads[head].Dispose();
        }
    }

    private (int Row, int Label)[] Label(DenseNetwork head, int[] rows)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        float[] soft = TensorBridge.ToArray(torch.softmax(head.Forward(TensorBridge.Rows(_images, rows)), 1));
        return SpiceLabels.Of(_images, rows, soft, head.Width, _options.PrototypeShare);
    }
}
