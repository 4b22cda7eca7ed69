namespace TacWeb.Core.Corrections;

/// <summary>One edit of a clustering. Images are named by their content, so that it can be done again on another run; equal pictures go together.</summary>
/// <param name="Kind">What was done.</param>
public sealed record Correction(CorrectionKind Kind)
{
    /// <summary>Move, noise: content hashes of the images.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Move: where to, null for a new cluster; merge: the one that stays; split, rename: which.</summary>
    public int? Cluster { get; init; }

    /// <summary>Merge: clusters that end in <see cref="Cluster"/>.</summary>
    public IReadOnlyList<int> Merged { get; init; } = [];

    /// <summary>Split: content hashes of each part; the first stays, each other becomes a new cluster.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Parts { get; init; } = [];

    /// <summary>Rename: the new name; move to a new cluster: its name, or null.</summary>
    public string? Name { get; init; }
}
