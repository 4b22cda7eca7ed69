using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>PARTY: an auto-encoder whose codes keep the sparse self-expression of the input; subspace clustering of the codes (methods §2.2).</summary>
/// <remarks>
/// C: every row as a combination of at most 8 others (<see cref="SparseCodes"/>), once, on the input. Loss ½‖x − x̂‖² + λ₁‖h − Σ c_j h_j‖² + λ₂(‖W‖² + ‖b‖²), mean over a batch of rows that bring their atoms with them, gradient
/// through both; tanh layers, a linear last one. Rows have length 1 on average, which keeps tanh near a line, so that subspaces stay subspaces, and both losses of one size.
/// Then the codes are made sparse codes of each other anew, and |C| + |C|ᵀ is clustered spectrally. Above 20,000 images it is fitted on as many, and the others
/// take the label of the nearest fitted code, as new images do.
/// <para>Source: Peng, Xiao, Feng, Yau and Yi, "Deep Subspace Clustering with Sparsity Prior", IJCAI 2016; settings ours, no author code known.</para>
/// </remarks>
/// <param name="options">Hyper-parameters.</param>
public sealed class Party(PartyOptions options) : IClusterer
{
    private const int MostFitted = 20_000;
    private static readonly string[] LossNames = ["total", "reconstruction", "expression"];

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<PartyOptions>(
        "party",
        "PARTY",
        MethodFamily.Structure,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("Deep Subspace Clustering with Sparsity Prior", "IJCAI 2016", new("https://www.ijcai.org/Proceedings/16/Papers/275.pdf")),
        "An auto-encoder learns codes in which each image is still a combination of the few others that express it; codes of one subspace are one cluster.",
        "Our frozen-feature adaptation, settings ours (no author code known): sparse codes by matching pursuit with 8 atoms, Adam; above 20,000 images fitted on as many.",
        options => new Party(options),
        replacement: "spherical-kmeans",
        facts: new(MethodPriors.Structure, "A−", "O(N²·d) for codes by matching pursuit, twice, and O(N·w) an epoch, w the weights", Uneven: true));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        int[] widths = AutoEncoderShape.ParseWidths(options.Widths);
        if (!SmallSets.CanTrain(input.Images.Count, k))
        {
            return SmallSets.Cluster(input, context, cancellationToken);
        }

        int[] fitted = Seeds.Sample(input.Images.Count, Math.Max(MostFitted, k), Seeds.Stream(context.Seed, 5300));
        bool all = fitted.Length == input.Images.Count;
        Vectors images = all ? input.Images : input.Images.Take(fitted);
        SparseCodes expression = context.Timed("neighbours", () => SparseCodes.Of(UnitRows.Of(images), options.Atoms, options.Candidates, cancellationToken));
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(Seeds.Derive(context.Seed, 5301));
        AutoEncoderShape shape = new(images.Dimension, widths, options.Code, Activation.Tanh, Activation.Tanh);
        using AutoEncoder network = new(shape, AutoEncoder.ScaleOf(images) / MathF.Sqrt(images.Dimension));
        FitContext training = context.Budget is { } budget ? context with { Budget = budget * Math.Max(0.5, 1 - context.Spent) } : context; // the codes' own neighbours take as long again
        IReadOnlyList<EpochReport> history = context.Timed("train", () => Train(network, images, expression, training, cancellationToken));
        return context.Timed("spectral", () =>
        {
            Vectors codes = network.Codes(images, cancellationToken);
            SparseGraph graph = SparseCodes.Of(UnitRows.Of(codes), options.Atoms, options.Candidates, cancellationToken).Affinity();
            int[] labels = SpectralClustering.Labels(graph, k, options.Restarts, context.Seed, cancellationToken);
            CodedAssigner assigner = new(network.Assigner(), new NearestAssigner(codes, labels, votes: 1, unit: false, codes.Dimension, [], []));
            return new Partition { Labels = all ? labels : Spread(assigner, input.Images, fitted, labels), ClusterCount = k, Assigner = assigner, History = history };
        });
    }

    private static int[] Spread(CodedAssigner assigner, Vectors images, int[] fitted, int[] labels)
    {
        int[] assigned = assigner.Assign(images);
        for (int i = 0; i < fitted.Length; i++)
        {
            assigned[fitted[i]] = labels[i];
        }

        return assigned;
    }

    private IReadOnlyList<EpochReport> Train(AutoEncoder network, Vectors images, SparseCodes expression, FitContext context, CancellationToken cancellationToken)
    {
        StepRule rule = StepRule.Resolve(options.BatchSize, options.Epochs, options.BatchSize, 200, images.Count);
        EpochLoop loop = new(context, rule.Epochs, cancellationToken);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(network.Parameters(), options.LearningRate);
        RowBatches batches = new(images.Count, rule.BatchSize, context.Seed);
        for (int epoch = 0; epoch < rule.Epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (batch, losses) =>
            {
                ExpressedBatch expressed = ExpressedBatch.Of(batch, expression);
                Tensor rows = network.Take(images, expressed.Rows), codes = network.Encoder.Forward(rows);
                (Tensor own, Tensor seen) = (codes.narrow(0, 0, batch.Length), rows.narrow(0, 0, batch.Length));
                (Tensor total, Tensor reconstruction, Tensor self) = PartyLossOf(network, seen, own, torch.mm(TensorBridge.Matrix(expressed.Coefficients, batch.Length, expressed.Rows.Length), codes));
                losses.Add(total.item<float>(), reconstruction.item<float>(), self.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }

        return loop.History;
    }

    private (Tensor Total, Tensor Reconstruction, Tensor Expression) PartyLossOf(AutoEncoder network, Tensor rows, Tensor codes, Tensor expressed) =>
        Losses.PartyLoss.Of(rows, network.Decoder.Forward(codes), codes, expressed, network.Parameters(), options.SparsityWeight, options.WeightDecay);
}
