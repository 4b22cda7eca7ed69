using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Uniform manifold approximation and projection: a flat map on which images that look alike lie near each other. Run it on the compute thread.</summary>
/// <remarks>
/// McInnes, Healy and Melville, 2018 (arXiv 1802.03426), methods §4.10. It differs from umap-learn in moving rows once an epoch (<see cref="LayoutDescent"/>), in starting from principal axes
/// where the graph is not connected, and in placing what exceeds <see cref="UmapOptions.MostLaidOut"/> without further descent.
/// </remarks>
/// <param name="options">Settings; null: the defaults.</param>
public sealed class Umap(UmapOptions? options = null)
{
    private const double NeighbourShare = 0.4;
    private readonly UmapOptions _options = options ?? new UmapOptions();

    /// <summary>Lays the rows out. The same rows, options and seed give the same numbers, whatever the number of threads.</summary>
    /// <param name="images">[N, d], N ≥ 1, finite; distances are cosine.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="progress">Share that is done, 0 … 1.</param>
    /// <param name="cancellationToken">Stops it within a second or so.</param>
    /// <returns>[N, 2].</returns>
    /// <exception cref="ArgumentException">No rows, or one that is not finite.</exception>
    /// <exception cref="Core.TacWebException">A row is all zeros.</exception>
    public Vectors Project(Vectors images, int seed, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        Requirements.CheckNotEmpty(images.Count);
        Requirements.CheckFinite(images, "images");
        Vectors unit = UnitRows.Of(images);
        if (unit.Count <= _options.MostLaidOut)
        {
            return Map(LayOut(unit, seed, progress, cancellationToken));
        }

        int[] chosen = Seeds.Sample(unit.Count, _options.Sample, Seeds.Stream(seed, 4101));
        float[] layout = LayOut(unit.Take(chosen), seed, Part(progress, 0, 0.5), cancellationToken);
        return Map(PlaceByNeighbours.Run(unit, chosen, layout, Math.Min(_options.Neighbours, chosen.Length), Part(progress, 0.5, 0.5), cancellationToken));
    }

    private static Vectors Map(float[] positions) => new("umap", 2, unit: false, positions);

    private float[] LayOut(Vectors unit, int seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (unit.Count < 3)
        {
            return [.. Enumerable.Range(0, 2 * unit.Count).Select(place => (float)(place / 2))]; // no two directions yet
        }

        int perRow = Math.Min(_options.Neighbours, unit.Count - 1);
        NeighbourTable neighbours = unit.Count <= _options.MostExact
            ? NeighbourTable.Exact(unit, perRow, cancellationToken)
            : NeighbourDescent.Find(unit, perRow, Seeds.Derive(seed, 4102), cancellationToken);
        progress?.Report(NeighbourShare);
        FuzzyGraph graph = FuzzyGraph.Of(neighbours);
        float[] start = StartLayout.Of(graph, unit, Seeds.Derive(seed, 4103));
        return new LayoutDescent(graph, _options, Seeds.Derive(seed, 4104)).Run(start, Part(progress, NeighbourShare, 1 - NeighbourShare), cancellationToken);
    }

    private static SubProgress? Part(IProgress<double>? whole, double from, double share) => whole is null ? null : new SubProgress(whole, from, share);

    private sealed class SubProgress(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (share * value));
    }
}
