using TacWeb.Core.Numerics;

namespace TacWeb.Core.Concepts;

/// <summary>The kept nouns of a dataset and each image's text counterpart made of them (TAC §3.2).</summary>
/// <remarks>When counterparts are given ready (<c>fit --counterparts</c>) there are no nouns: M = 0.</remarks>
public sealed class ConceptSpace
{
    /// <summary>Joins nouns, their vectors and the counterparts.</summary>
    /// <param name="nouns">The M kept nouns.</param>
    /// <param name="text">Their unit vectors [M, d]; with M = 0 an empty set of rows.</param>
    /// <param name="counterparts">Unit rows [N, d]; row i belongs to image i.</param>
    /// <param name="retrievalTemperature">τ̃ that made the counterparts; 0 when they were given ready.</param>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit.</exception>
    public ConceptSpace(IReadOnlyList<Noun> nouns, Vectors text, Vectors counterparts, double retrievalTemperature = 0)
    {
        ArgumentNullException.ThrowIfNull(nouns);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(counterparts);
        if (nouns.Count != text.Count || text.Dimension != counterparts.Dimension)
        {
            throw new ArgumentException($"{nouns.Count} nouns, text [{text.Count}, {text.Dimension}] and counterparts [{counterparts.Count}, {counterparts.Dimension}] do not fit.");
        }

        (Nouns, Text, Counterparts, RetrievalTemperature) = (nouns, text, counterparts, retrievalTemperature);
    }

    /// <summary>The M kept nouns.</summary>
    public IReadOnlyList<Noun> Nouns { get; }

    /// <summary>Unit vectors of the nouns, [M, d].</summary>
    public Vectors Text { get; }

    /// <summary>Unit text counterparts, [N, d].</summary>
    public Vectors Counterparts { get; }

    /// <summary>τ̃ of the softmax that made the counterparts; 0 when they were given ready.</summary>
    public double RetrievalTemperature { get; }
}
