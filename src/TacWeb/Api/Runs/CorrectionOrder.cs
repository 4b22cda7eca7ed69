namespace TacWeb.Api.Runs;

/// <summary>The body of <c>POST /api/runs/{id}/corrections</c>.</summary>
internal sealed record CorrectionOrder
{
    /// <summary><c>move</c>, <c>merge</c>, <c>split</c>, <c>rename</c> or <c>noise</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Move, noise: rows of the dataset.</summary>
    public IReadOnlyList<int>? Images { get; init; }

    /// <summary>Move: where to, nothing for a new cluster; merge: the one that stays; split, rename: which.</summary>
    public int? Cluster { get; init; }

    /// <summary>Merge: the clusters that end in <see cref="Cluster"/>.</summary>
    public IReadOnlyList<int>? Clusters { get; init; }

    /// <summary>Split: number of parts.</summary>
    public int Parts { get; init; } = 2;

    /// <summary>Rename: the new name; move to a new cluster: its name, or nothing.</summary>
    public string? Name { get; init; }
}
