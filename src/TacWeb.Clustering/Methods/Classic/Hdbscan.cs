using System.Globalization;
using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Density;
using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>HDBSCAN: clusters are what stays together longest as the asked density rises; the rest is noise, −1 (methods §4.12). It finds K by itself.</summary>
/// <remarks>
/// PCA to at most 15 dimensions, core distances to the m-th neighbour, minimum spanning tree of mutual reachability, condensed tree, excess of mass; the root is not selectable. Above 50,000 images
/// it is fitted on as many seeded ones, and the others take the label of their nearest fitted one, as new images do.
/// <para>Source: Campello, Moulavi and Sander, "Density-Based Clustering Based on Hierarchical Density Estimates", PAKDD 2013. Defaults: methods §4.12.</para>
/// </remarks>
/// <param name="options">Least size, m, dimensions.</param>
public sealed class Hdbscan(HdbscanOptions options) : IClusterer
{
    private const int MostFitted = 50_000;

    /// <summary>The card.</summary>
    public static ClusteringMethod Method { get; } = ClusteringMethod.Define<HdbscanOptions>(
        "hdbscan",
        "HDBSCAN",
        MethodFamily.Classic,
        MethodNeeds.None,
        MethodOutputs.Assigner,
        new("Density-Based Clustering Based on Hierarchical Density Estimates", "PAKDD 2013", new("https://doi.org/10.1007/978-3-642-37456-2_14")),
        "Groups that stay together longest as the asked density rises become clusters; what lies between them is noise. It finds their number itself.",
        "After PCA to 15 dimensions; above 50,000 images it is fitted on as many, and the others go where their nearest fitted image went, as new images do. A given k is ignored.",
        options => new Hdbscan(options),
        facts: new(MethodPriors.Structure, "A", "O(N²) on the reduced rows, memory O(N)", Uneven: true));

    /// <inheritdoc/>
    public Partition Fit(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        Requirements.Check(input, Method.Needs);
        cancellationToken.ThrowIfCancellationRequested();
        if (input.ClusterCount is { } given && input.Images.Count > 1)
        {
            context.Warn(string.Create(CultureInfo.InvariantCulture, $"HDBSCAN finds the number of clusters itself; the given k, {given}, was ignored."));
        }

        Vectors images = input.Images;
        int[] fitted = Seeds.Sample(images.Count, MostFitted, Seeds.Stream(context.Seed, 5100));
        Vectors some = fitted.Length == images.Count ? images : images.Take(fitted);
        PrincipalAxes axes = context.Timed("reduce", () => PrincipalAxes.Of(some, Math.Min(options.Dimensions, Math.Max(1, some.Count - 1)), Seeds.Derive(context.Seed, 5101), cancellationToken));
        Vectors rows = axes.Project(some);
        (int[] labels, float[] confidences, int clusters) = context.Timed("train", () => Cluster(rows, context, cancellationToken));
        NearestAssigner assigner = new(rows, labels, votes: 1, unit: false, images.Dimension, [.. axes.Axes.SelectMany(axis => axis)], axes.Shift);
        return fitted.Length == images.Count ? Result(labels, confidences, clusters, assigner) : Spread(images, fitted, labels, confidences, clusters, assigner);
    }

    private static Partition Result(int[] labels, float[] confidences, int clusters, NearestAssigner assigner) =>
        new() { Labels = labels, ClusterCount = clusters, Confidences = confidences, Assigner = assigner };

    /// <summary>All images where only some were fitted: each has the label and the confidence of its nearest fitted one.</summary>
    private static Partition Spread(Vectors images, int[] fitted, int[] labels, float[] confidences, int clusters, NearestAssigner assigner)
    {
        int[] nearest = assigner.Nearest(images);
        for (int i = 0; i < fitted.Length; i++)
        {
            nearest[fitted[i]] = i;
        }

        return Result([.. nearest.Select(row => labels[row])], [.. nearest.Select(row => confidences[row])], clusters, assigner);
    }

    private (int[] Labels, float[] Confidences, int Clusters) Cluster(Vectors rows, FitContext context, CancellationToken cancellationToken)
    {
        int n = rows.Count;
        if (n == 1)
        {
            return ([0], [1], 1);
        }

        int least = options.MinClusterSize ?? Math.Max(5, n / 200);
        ColumnDistances distances = new(rows);
        float[] core = CoreDistances.Of(distances, Math.Min(options.Neighbours ?? least, n - 1), cancellationToken);
        CondensedTree tree = CondensedTree.Of(n, ReachabilityTree.Of(distances, core, cancellationToken), least);
        if (tree.Parents.Count == 1)
        {
            context.Warn("HDBSCAN found no two groups that a thinner region divides: all images are one cluster.");
            double most = tree.Leaving.Max();
            return (new int[n], [.. tree.Leaving.Select(lambda => (float)(lambda / most))], 1);
        }

        return ExcessOfMass.Labels(tree);
    }
}
