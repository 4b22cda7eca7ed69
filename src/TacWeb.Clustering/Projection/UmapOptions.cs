namespace TacWeb.Clustering.Projection;

/// <summary>Settings of <see cref="Umap"/>; the defaults are umap-learn's, and a, b belong to its minimal distance of 0.1.</summary>
public sealed record UmapOptions
{
    /// <summary>Neighbours of each row, 2 or more.</summary>
    public int Neighbours { get; init; } = 15;

    /// <summary>Passes over the edges, 1 or more; null: 500 up to 10,000 rows, 200 above.</summary>
    public int? Epochs { get; init; }

    /// <summary>Repelling rows drawn for each attracting edge.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>a of the curve 1/(1 + a·d²ᵇ).</summary>
    public double A { get; init; } = 1.577;

    /// <summary>b of the curve 1/(1 + a·d²ᵇ).</summary>
    public double B { get; init; } = 0.895;

    /// <summary>Up to this many rows neighbours are exact; above, by descent.</summary>
    public int MostExact { get; init; } = 20_000;

    /// <summary>Up to this many rows all are laid out; above, a sample is, and the rest are placed by their neighbours in it.</summary>
    public int MostLaidOut { get; init; } = 100_000;

    /// <summary>Rows of that sample.</summary>
    public int Sample { get; init; } = 50_000;
}
