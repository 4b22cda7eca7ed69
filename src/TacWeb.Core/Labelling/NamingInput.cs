using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Core.Labelling;

/// <summary>What names are made of.</summary>
public sealed record NamingInput
{
    /// <summary>Labels and, where the method has them, probabilities of the N images.</summary>
    public required Partition Partition { get; init; }

    /// <summary>[N, d].</summary>
    public required Vectors Images { get; init; }

    /// <summary>The M kept nouns and their senses; M may be 0.</summary>
    public required SenseTexts Senses { get; init; }

    /// <summary>Unit vectors of <see cref="SenseTexts.Texts"/>, [texts, d]; may be null when there are no texts.</summary>
    public Vectors? SenseVectors { get; init; }

    /// <summary>The retrieval weights of all N images, block after block from row 0; enumerated twice, and not at all when M = 0.</summary>
    public required Func<IEnumerable<WeightBlock>> Weights { get; init; }
}
