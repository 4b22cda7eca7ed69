using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>TURTLE: looks for the labels that linear classifiers learn most easily, in one or several feature spaces at once.</summary>
/// <remarks>
/// Labels are softmax(θ z) with a weight-normalised θ. Each outer step trains fresh linear classifiers for 10 steps of Adam on the present labels and then moves θ so that these classifiers' cross entropy falls while the
/// entropy of the mean label, times γ, stays high. Spaces: the images, and the vectors of other encoders where given; rows at the encoder's own scale.
/// <para>Differs: 1500 outer steps of 2048 rows instead of 6000 of 10,000; the seed is not chosen by the generalisation score, since each run has one. New images are placed by the image space's θ alone.</para>
/// <para>Source: Gadetsky et al., "Let Go of Your Labels with Unsupervised Transfer", ICML 2024; mlbio-epfl/turtle; methods §4.2.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Turtle(TurtleOptions options) : IClusterer
{
    private const int Reports = 50;
    private static readonly string[] LossNames = ["total", "crossEntropy", "balance"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<TurtleOptions>(
        "turtle",
        "TURTLE",
        MethodFamily.Beyond,
        MethodNeeds.ClusterCount,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Let Go of Your Labels with Unsupervised Transfer", "ICML 2024", new("https://arxiv.org/abs/2406.07236")),
        "Of all labellings it looks for the one that fresh linear classifiers learn most easily. An entropy term keeps all clusters in use.",
        "Fewer and smaller outer steps; the labelling of new images uses the image space alone.",
        options => new Turtle(options),
        replacement: "spherical-kmeans",
        uses: MethodNeeds.OtherViews,
        facts: new(MethodPriors.Generalisation, "A", "O(B·K·d) a step, B the batch; steps do not grow with N"));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        return SmallSets.CanTrain(input.Images.Count, k)
            ? context.Timed("train", () => Train(input, k, context, cancellationToken))
            : SmallSets.Cluster(input, context, cancellationToken);
    }

    private Partition Train(ClusterInput input, int k, FitContext context, CancellationToken cancellationToken)
    {
        Vectors[] spaces = [input.Images, .. input.OtherViews];
        double[] scales = [.. spaces.Select(space => EncoderScale.Of(space, options.FeatureNorm))];
        int count = input.Images.Count, batch = Math.Min(options.BatchSize, count), epochs = Math.Min(Reports, options.Steps);
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 3500));
        SideTargets side = SideTargets.Of(options, input, k, context.Seed, cancellationToken);
        using TurtleTrainer trainer = new([.. spaces.Select(space => space.Dimension)], side, k, options);
        Random random = Seeds.Stream(context.Seed, 3501);
        EpochLoop loop = new(context, epochs, cancellationToken);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            int steps = ((epoch + 1) * options.Steps / epochs) - (epoch * options.Steps / epochs);
            loop.Epoch(Enumerable.Range(0, steps), LossNames, (_, losses) =>
            {
                int[] rows = Seeds.Sample(count, batch, random);
                trainer.Step(rows, [.. spaces.Select((space, s) => TensorBridge.Rows(space, rows).mul(scales[s]))], losses);
            });
        }

        DenseAssigner assigner = new([trainer.Layer(0)], (float)scales[0]);
        if (spaces.Length == 1)
        {
            return SoftPartition.Of(assigner.Evaluate(spaces[0]), k, assigner, loop.History);
        }

        float[] soft = new float[count * k];
        for (int s = 0; s < spaces.Length; s++)
        {
            float[] own = new DenseAssigner([trainer.Layer(s)], (float)scales[s]).Evaluate(spaces[s]);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(own, 1f / spaces.Length, soft, soft);
        }

        return SoftPartition.Of(soft, k, assigner, loop.History);
    }
}
