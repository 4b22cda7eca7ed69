namespace TacWeb.Core.Labelling;

/// <summary>What the names rest on, image by image and cluster by cluster.</summary>
public sealed record NamingEvidence
{
    /// <summary>First minus second probability of each image.</summary>
    public required float[] Gaps { get; init; }

    /// <summary>Cosine of each image to its own centre; 0 for noise.</summary>
    public required float[] Cosines { get; init; }

    /// <summary>The nouns of each image with their weights, after nouns of one sense were merged within its cluster.</summary>
    public required LargestWeights Nouns { get; init; }

    /// <summary>The M kept nouns as people read them.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>For each cluster the noun that stands for each of its shown concepts, as <see cref="Nouns"/> numbers them.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConceptNouns { get; init; }

    /// <summary>For each cluster those with the nearest centres, nearest first, at most 5; empty clusters have and are none.</summary>
    public required IReadOnlyList<IReadOnlyList<SimilarCluster>> Similar { get; init; }
}
