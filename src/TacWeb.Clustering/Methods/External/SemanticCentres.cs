using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.External;

/// <summary>SIC's nouns and the semantic centres made of them (methods §2.7).</summary>
internal static class SemanticCentres
{
    /// <summary>Nouns that differ from the mean noun and are among the nearest of at least one image centre. Where nothing passes, all nouns.</summary>
    /// <param name="images">[N, d] unit rows.</param>
    /// <param name="nouns">[V, d] unit rows.</param>
    /// <param name="clusters">K.</param>
    /// <param name="options">γ_u and γ_r.</param>
    /// <param name="seed">Of the k-means.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static Vectors Nouns(Vectors images, Vectors nouns, int clusters, SicOptions options, int seed, CancellationToken cancellationToken)
    {
        CentroidResult result = CentroidSearch.Best([images], clusters, new CentroidSettings(Spherical: true, 10, 300, Seeds.Derive(seed, 3201)), cancellationToken);
        Vectors centres = NounFilter.MeansOf(images, result.Labels, clusters);
        Vectors distinct = Distinct(nouns, 1 - options.Uniqueness);
        HashSet<int> kept = [];
        foreach (int[] nearest in Nearest(centres, distinct, options.NounsPerCentre, cancellationToken))
        {
            kept.UnionWith(nearest);
        }

        return distinct.Take([.. kept.Order()]);
    }

    /// <summary>h_k = n(mean of the ξ_a nouns nearest to each centre), [centres, d].</summary>
    public static Vectors Of(Vectors centres, Vectors nouns, int count, CancellationToken cancellationToken)
    {
        float[] values = new float[centres.Count * centres.Dimension];
        int row = 0;
        foreach (int[] nearest in Nearest(centres, nouns, count, cancellationToken))
        {
            NounFilter.MeansOf(nouns.Take(nearest), new int[nearest.Length], 1).Values.CopyTo(values.AsMemory(row++ * centres.Dimension));
        }

        return new Vectors(nouns.Source, centres.Dimension, unit: true, values);
    }

    private static Vectors Distinct(Vectors nouns, double limit)
    {
        Vectors mean = NounFilter.MeansOf(nouns, new int[nouns.Count], 1);
        int[] rows = mean.Count == 0 ? [] : [.. Enumerable.Range(0, nouns.Count).Where(row => System.Numerics.Tensors.TensorPrimitives.Dot(nouns[row], mean[0]) < limit)];
        return rows.Length == 0 ? nouns : nouns.Take(rows);
    }

    /// <summary>The row numbers of the nearest nouns of each centre, ascending.</summary>
    private static IEnumerable<int[]> Nearest(Vectors centres, Vectors nouns, int count, CancellationToken cancellationToken)
    {
        float[] similarity = new float[nouns.Count];
        for (int centre = 0; centre < centres.Count; centre++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Parallel.For(0, nouns.Count, row => similarity[row] = System.Numerics.Tensors.TensorPrimitives.Dot(nouns[row], centres[centre]));
            BestRows best = new(1, Math.Min(count, nouns.Count));
            for (int row = 0; row < similarity.Length; row++)
            {
                best.Offer(0, similarity[row], row);
            }

            yield return best.Union();
        }
    }
}
