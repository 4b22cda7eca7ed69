namespace TacWeb.Pipeline.Jobs;

/// <summary>What a dataset is made of.</summary>
public sealed record DatasetRequest
{
    /// <summary>Ids of finished uploads.</summary>
    public IReadOnlyList<string> Uploads { get; init; } = [];

    /// <summary>Its name; null or blank: that of the zip or folder.</summary>
    public string? Name { get; init; }

    /// <summary><c>folders</c> or <c>none</c>: whether folders are true classes, which serve scoring only.</summary>
    public string Labels { get; init; } = "folders";

    /// <summary>The pictures that came with the program instead of uploads.</summary>
    public bool Sample { get; init; }
}
