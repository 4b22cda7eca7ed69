using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.External;

/// <summary>MoDE's experts: one residual adapter a coarse cluster, x′ = n(x + W₂·relu(W₁x)), W₂ starting at 0. Tensors live until it is disposed.</summary>
internal sealed class ModeExperts : IDisposable
{
    private static readonly string[] LossNames = ["total"];
    private readonly ModeOptions _options;
    private readonly DenseNetwork[] _adapters;
    private readonly torch.optim.Optimizer[] _optimizers;

    public ModeExperts(int count, int dimension, ModeOptions options)
    {
        _options = options;
        _adapters = [.. Enumerable.Range(0, count).Select(_ => Adapter(dimension))];
        _optimizers = [.. _adapters.Select(adapter => Optimisers.Adam(adapter.Parameters(), options.LearningRate))];
    }

    /// <summary>Trains each expert on the images and counterparts of its cluster, by the symmetric contrast of <see cref="ContrastPairs"/>.</summary>
    public void Train(Vectors images, Vectors counterparts, int[] labels, int seed, EpochLoop loop)
    {
        int[][] members = [.. Enumerable.Range(0, _adapters.Length).Select(expert => Enumerable.Range(0, labels.Length).Where(row => labels[row] == expert).ToArray())];
        Random random = Seeds.Stream(seed, 4401);
        for (int epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            loop.Epoch(Steps(members, random), LossNames, (step, losses) =>
            {
                Tensor loss = ContrastPairs.Of(Adapt(step.Expert, TensorBridge.Rows(images, step.Rows)), TensorBridge.Rows(counterparts, step.Rows), _options.LogitScale);
                losses.Add(loss.item<float>());
                EpochLoop.Descend(_optimizers[step.Expert], loss);
            });
        }
    }

    /// <summary>Scores of all images by the weighted experts, scale·Σ_c w_c·x′_c·t, [N, C].</summary>
    public float[] Scores(Vectors images, Vectors classTexts, double[] weights, CancellationToken cancellationToken)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor columns = TensorBridge.Block(classTexts, 0, classTexts.Count).t().mul(_options.LogitScale);
        return BlockEvaluation.Of(images, classTexts.Count, block =>
        {
            Tensor mean = torch.zeros(block.shape);
            for (int expert = 0; expert < _adapters.Length; expert++)
            {
                mean.add_(Adapt(expert, block), weights[expert]); // the scores are linear in x′
            }

            return torch.mm(mean, columns);
        }, cancellationToken);
    }

    public void Dispose()
    {
        for (int expert = 0; expert < _adapters.Length; expert++)
        {
            _optimizers[expert].Dispose();
            _adapters[expert].Dispose();
        }
    }

    private static DenseNetwork Adapter(int dimension)
    {
        DenseNetwork adapter = new(dimension, new LayerShape(Math.Max(1, dimension / 4), Activation.Relu), new LayerShape(dimension));
        using IDisposable noGradient = torch.no_grad();
        adapter.OutputWeight.zero_();
        adapter.OutputBias.zero_();
        return adapter;
    }

    private IEnumerable<(int Expert, int[] Rows)> Steps(int[][] members, Random random)
    {
        for (int expert = 0; expert < members.Length; expert++)
        {
            random.Shuffle(members[expert]);
            foreach (int[] rows in members[expert].Chunk(_options.BatchSize).Where(rows => rows.Length >= 2))
            {
                yield return (expert, rows);
            }
        }
    }

    private Tensor Adapt(int expert, Tensor rows) => nn.functional.normalize(rows.add(_adapters[expert].Forward(rows)), 2, 1);
}
