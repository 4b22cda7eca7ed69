using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Reference;

/// <summary>Zero-shot classification: each image joins the class whose name's text vector is nearest. An upper reference, never a clustering method.</summary>
/// <remarks>
/// argmax_k x·t_k over the text vectors of the class names (the encoder's templates averaged, synonyms averaged); probabilities softmax(scale·x·t). K is the number of class names, whatever was asked for.
/// <para>Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", ICML 2021, §3.1; methods §2.6.</para>
/// </remarks>
/// <param name="options">The logit scale.</param>
public sealed class ZeroShot(ZeroShotOptions options) : IClusterer
{
    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<ZeroShotOptions>(
        "zero-shot",
        "Zero-shot",
        MethodFamily.Reference,
        MethodNeeds.ClassNames,
        MethodOutputs.Probabilities | MethodOutputs.Assigner,
        new("Learning Transferable Visual Models From Natural Language Supervision", "ICML 2021", new("https://arxiv.org/abs/2103.00020")),
        "Each image joins the true class name that fits it best. It uses the class names: an upper reference, never a clustering method.",
        "None; clusters are the classes in the order of their names, and some may stay empty.",
        options => new ZeroShot(options),
        facts: new(MethodPriors.External, "A", "O(N·K·d)", Uneven: true));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        Requirements.Check(input, Method.Needs);
        cancellationToken.ThrowIfCancellationRequested();
        Vectors texts = input.ClassTexts!;
        float[] weights = [.. texts.Values.ToArray().Select(value => (float)(value * options.LogitScale))];
        DenseAssigner assigner = new([DenseLayer.Of(weights, texts.Count, Activation.Softmax)]);
        float[] soft = assigner.Evaluate(input.Images);
        return new Partition { Labels = SoftPartition.Labels(soft, texts.Count), ClusterCount = texts.Count, Soft = new Probabilities(texts.Count, soft), Assigner = assigner };
    }
}
