using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Concepts;

/// <summary>From a whole vocabulary to the concept space of a dataset: filter, then retrieval (methods §1.5–1.7).</summary>
public static class ConceptSpaceBuilder
{
    /// <summary>Keeps the telling nouns and retrieves every image's counterpart. Reports the stages <c>centres</c>, <c>filter</c>, <c>counterparts</c>.</summary>
    /// <param name="vocabulary">V nouns.</param>
    /// <param name="text">Their unit vectors [V, d].</param>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="temperature">τ̃ of the model, or null: the label-free rule.</param>
    /// <param name="context">Seed and sinks.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit.</exception>
    public static ConceptSpace Build(
        IReadOnlyList<Noun> vocabulary, Vectors text, Vectors images, int clusterCount, double? temperature, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        if (vocabulary.Count != text.Count)
        {
            throw new ArgumentException($"{vocabulary.Count} nouns do not fit {text.Count} vectors.", nameof(vocabulary));
        }

        int[] kept = NounFilter.Select(images, text, clusterCount, context, cancellationToken);
        Vectors nouns = text.Take(kept);
        CounterpartRetrieval retrieval = new(nouns, temperature ?? CounterpartRetrieval.FindTemperature(images, nouns, context.Seed, cancellationToken));
        Vectors counterparts = retrieval.Counterparts(images, context, cancellationToken);
        return new ConceptSpace([.. kept.Select(row => vocabulary[row])], nouns, counterparts, retrieval.Temperature);
    }
}
