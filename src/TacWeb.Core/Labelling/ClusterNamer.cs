using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>Gives clusters names with evidence (contract §2, "The evidence, exactly"). Safe for many threads.</summary>
public sealed class ClusterNamer(WordNetNouns wordNet)
{
    /// <summary>WordNet, for display and counts.</summary>
    public WordNetNouns WordNet { get; } = wordNet;

    /// <summary>Names the clusters of a partition.</summary>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit.</exception>
    public Naming Name(NamingInput input, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
