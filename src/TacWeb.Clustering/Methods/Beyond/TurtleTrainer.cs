using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>TURTLE's task encoders, one a feature space, and their optimiser; one call an outer step. Tensors live until it is disposed.</summary>
internal sealed class TurtleTrainer : IDisposable
{
    private readonly TurtleOptions _options;
    private readonly SideTargets _side;
    private readonly int _clusters;
    private readonly (Parameter Directions, Parameter Lengths, Parameter Biases)[] _spaces;
    private readonly torch.optim.Optimizer _optimizer;

    public TurtleTrainer(IReadOnlyList<int> dimensions, SideTargets side, int clusters, TurtleOptions options)
    {
        (_options, _side, _clusters) = (options, side, clusters);
        _spaces = [.. dimensions.Select(dimension => Start(dimension, clusters))];
        _optimizer = Optimisers.Adam(_spaces.SelectMany(space => new[] { space.Directions, space.Lengths, space.Biases }), options.LearningRate);
    }

    /// <summary>Y = mean over the spaces of softmax(θ_s z_s), [B, K].</summary>
    public Tensor Labels(IReadOnlyList<Tensor> rows) =>
        _spaces.Select((space, s) => torch.softmax(torch.mm(rows[s], Weights(space).t()).add(space.Biases), 1)).Aggregate((sum, next) => sum.add(next)).div((double)_spaces.Length);

    /// <summary>One outer step.</summary>
    /// <param name="numbers">Row numbers of the batch.</param>
    /// <param name="rows">Their rows in each space, [B, d_s].</param>
    /// <param name="losses">Gets total, cross entropy, balance.</param>
    public void Step(int[] numbers, IReadOnlyList<Tensor> rows, LossMeter losses)
    {
        Tensor[] classifiers;
        using (Tensor fixedLabels = Labels(rows).detach())
        {
            classifiers = [.. rows.Select(space => Classify(space, fixedLabels))];
        }

        Tensor labels = Labels(rows);
        TurtleLoss[] each = [.. classifiers.Select(scores => TurtleLoss.Of(labels, scores, _options.BalanceWeight, _side.Prior))];
        Tensor total = _side.Fair(each.Select(loss => loss.Total).Aggregate((sum, next) => sum.add(next)), numbers, labels);
        losses.Add(total.item<float>(), each.Average(loss => loss.CrossEntropy.item<float>()), each[0].Balance.item<float>());
        EpochLoop.Descend(_optimizer, total);
    }

    /// <summary>The layer softmax(θ z) of one space, for new images.</summary>
    public DenseLayer Layer(int space)
    {
        using IDisposable noGradient = torch.no_grad();
        return new DenseLayer(TensorBridge.ToArray(Weights(_spaces[space])), TensorBridge.ToArray(_spaces[space].Biases), Activation.Softmax);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        foreach ((Parameter directions, Parameter lengths, Parameter biases) in _spaces)
        {
            directions.Dispose();
            lengths.Dispose();
            biases.Dispose();
        }
    }

    private static (Parameter Directions, Parameter Lengths, Parameter Biases) Start(int dimension, int clusters)
    {
        using Linear start = nn.Linear(dimension, clusters);
        Tensor directions = start.weight!.detach().clone();
        return (nn.Parameter(directions), nn.Parameter(start.weight!.detach().norm(1, true)), nn.Parameter(start.bias!.detach().clone()));
    }

    private static Tensor Weights((Parameter Directions, Parameter Lengths, Parameter Biases) space) => nn.functional.normalize(space.Directions, 2, 1).mul(space.Lengths);

    /// <summary>Scores [B, K], without gradient, of a linear classifier trained from scratch on the labels.</summary>
    private Tensor Classify(Tensor rows, Tensor labels)
    {
        using Linear classifier = nn.Linear(rows.shape[1], _clusters);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(classifier.parameters(), _options.LearningRate);
        for (int step = 0; step < _options.InnerSteps; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            EpochLoop.Descend(optimizer, nn.functional.cross_entropy(classifier.call(rows), labels));
        }

        using IDisposable noGradient = torch.no_grad();
        return classifier.call(rows);
    }
}
