using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>The rows that the stages of <c>tac-plus</c> have settled on, and what k-means makes of them.</summary>
/// <param name="Images">x, [N, d].</param>
/// <param name="Concepts">Nouns and counterparts.</param>
/// <param name="TextOn">Whether the text side is used.</param>
/// <param name="Probe">k-means on [x; u], or on x where the text is off.</param>
internal sealed record PlusRows(Vectors Images, ConceptSpace Concepts, bool TextOn, Probe Probe)
{
    private const double Slack = 0.005;

    /// <summary>u, or x where the text is off.</summary>
    public Vectors Texts => TextOn ? Concepts.Counterparts : Images;

    /// <summary>Stages 1, 3 and 4.</summary>
    /// <param name="input">Images, concepts, and vocabulary and views where there are any.</param>
    /// <param name="options">Which stages are on.</param>
    /// <param name="clusters">K.</param>
    /// <param name="generalisation">Of the unchanged images.</param>
    /// <param name="seed">s.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static PlusRows Settle(ClusterInput input, TacPlusOptions options, int clusters, Generalisation generalisation, int seed, CancellationToken cancellationToken)
    {
        PlusRows rows = Start(input.Images, input.Concepts!);
        rows = options.AverageViews && input.Views is { Weak.Count: > 0 } views ? rows.Keep(Start(Averaged(input.Images, views.Weak), input.Concepts!)) : rows;
        rows = options.GradNorm && input.Vocabulary is { } vocabulary && input.Concepts!.RetrievalTemperature > 0 ? rows.Keep(Start(rows.Images, Chosen(vocabulary))) : rows;
        if (!options.TextGate)
        {
            return rows;
        }

        Probe plain = Probe.Run([rows.Images], clusters, generalisation, seed, cancellationToken);
        return rows.Probe.Best.Quality >= plain.Best.Quality - Slack ? rows : rows with { TextOn = false, Probe = plain };

        PlusRows Start(Vectors images, ConceptSpace concepts) =>
            new(images, concepts, true, Probe.Run([images, concepts.Counterparts], clusters, generalisation, seed, cancellationToken));

        ConceptSpace Chosen(Vectors vocabulary)
        {
            Vectors centres = NounFilter.Centres(rows.Images, clusters, seed, cancellationToken);
            int[] kept = GradNormFilter.Select(centres, vocabulary, cancellationToken);
            Vectors text = vocabulary.Take(kept);
            double temperature = input.Concepts!.RetrievalTemperature;
            Noun[] names = [.. kept.Select(row => new Noun($"row_{row}", "", ""))]; // names play no part in a fit
            return new ConceptSpace(names, text, new CounterpartRetrieval(text, temperature).Counterparts(rows.Images, null, cancellationToken), temperature);
        }
    }

    private PlusRows Keep(PlusRows other) =>
        Yardsticks.Guard(Probe.Best.Labels, other.Probe.Best.Labels, Probe.Best.Labels.Max() + 1) && other.Probe.Best.Quality >= Probe.Best.Quality - Slack ? other : this;

    private static Vectors Averaged(Vectors images, IReadOnlyList<Vectors> views)
    {
        float[] sums = images.Values.ToArray();
        foreach (Vectors view in views)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sums, view.Values.Span, sums);
        }

        UnitRows.Normalize(sums, images.Dimension, "averaged views");
        return new Vectors(images.Source, images.Dimension, unit: true, sums);
    }
}
