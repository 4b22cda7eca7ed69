using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Graphs;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>Spectral clustering: k-means on the first K eigenvectors of the normalised Laplacian of the mutual-neighbour graph (methods §2.1).</summary>
/// <remarks>
/// W: mutual k nearest neighbours by cosine, weights max(cos, 0), or exp(cos/τ) where a temperature is set; L = I − D^-½ W D^-½; its first K eigenvectors, rows of length 1, k-means.
/// Small islands of the graph are tied to the rest (<see cref="MutualGraph"/>), which the paper, with a full graph, has no need of. Above 50,000 images neighbours are found by
/// neighbour descent. New images go where most of their five nearest fitted images went: a spectral embedding has no map for them.
/// <para>Source: Ng, Jordan and Weiss, "On Spectral Clustering: Analysis and an algorithm", NIPS 2001. Defaults by methods §2.1: k 20 of 10 … 30.</para>
/// </remarks>
/// <param name="options">Neighbours, temperature, restarts.</param>
public sealed class Spectral(SpectralOptions options) : IClusterer
{
    private const int Votes = 5;

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<SpectralOptions>(
        "spectral",
        "Spectral clustering",
        MethodFamily.Classic,
        MethodNeeds.ClusterCount,
        MethodOutputs.Assigner,
        new("On Spectral Clustering: Analysis and an algorithm", "NIPS 2001", new("https://papers.nips.cc/paper/2092-on-spectral-clustering-analysis-and-an-algorithm")),
        "Images are joined to their mutual nearest neighbours, and the graph is cut where it has the fewest edges. It finds groups of any shape.",
        "A sparse graph of mutual neighbours in place of the full one, its small islands tied to the rest; new images go where most of their five nearest images went.",
        options => new Spectral(options),
        facts: new(MethodPriors.Structure, "A", "O(N²·d) for neighbours, then O(N·(neighbours + K)·K) an iteration of the eigenvectors", Uneven: true));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        int k = Requirements.Check(input, Method.Needs);
        cancellationToken.ThrowIfCancellationRequested();
        Vectors unit = UnitRows.Of(input.Images);
        int[] labels = k == 1 || k == unit.Count ? Trivial(unit.Count, k) : Cluster(unit, k, context, cancellationToken);
        return new Partition { Labels = labels, ClusterCount = k, Assigner = new NearestAssigner(unit, labels, k == unit.Count ? 1 : Votes, unit: true, unit.Dimension, [], []) };
    }

    /// <summary>k where the user sets none: 20, less on small sets, where it would reach into other clusters.</summary>
    internal static int Neighbours(int? wanted, int count, int clusters) => Math.Min(wanted ?? Math.Clamp(count / clusters, 3, 20), count - 1);

    private static int[] Trivial(int count, int clusters) => [.. Enumerable.Range(0, count).Select(row => clusters == 1 ? 0 : row)];

    private int[] Cluster(Vectors unit, int k, FitContext context, CancellationToken cancellationToken)
    {
        int near = Neighbours(options.Neighbours, unit.Count, k);
        SparseGraph graph = context.Timed("neighbours", () => MutualGraph.Of(unit, near, k, Weight, Seeds.Derive(context.Seed, 5000), cancellationToken));
        return context.Timed("train", () => SpectralClustering.Labels(graph, k, options.Restarts, context.Seed, cancellationToken));
    }

    private float Weight(float cosine) => options.Temperature is { } temperature ? (float)Math.Exp((cosine - 1) / temperature) : cosine;
}
