using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Methods.Structural;
using TacWeb.Clustering.Training;
using TacWeb.Core.Concepts;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Clusterings without any training that may take the place of k-means, as what heads start from and as what to fall back to: each where two halves of the images agree on it better than on k-means, and a line learns it better.</summary>
/// <remarks>
/// a = <see cref="MeanJaccard"/> of <see cref="Halves"/> of at most 4,000 images, since seeds on one graph agree whatever that graph is worth, and since the adjusted Rand index would prefer what is uneven: a few large clusters come back always.
/// JULE's merges leave clusters as large as they find them, so that their evenness may fall by 0.15 where others may lose 0.05. Both were chosen on Clothing, Grocery Store and Tiny-ImageNet val.
/// </remarks>
/// <param name="images">x in the nouns' space, unit rows.</param>
/// <param name="clusters">K.</param>
/// <param name="generalisation">g.</param>
/// <param name="context">Its seed draws the judged images and the splits; clusterings are tried, and splits made, as long as there is time.</param>
/// <param name="cancellationToken">Checked by each clustering.</param>
internal sealed class Starts(Vectors images, int clusters, Generalisation generalisation, FitContext context, CancellationToken cancellationToken)
{
    private const int MostJudged = 4000;
    private const int LeastPerCluster = 20;
    private const int Splits = 5; // with 2, k-means had 0.60 to 0.77 on one and the same set
    private const double LinkageUnevenness = 0.15;
    private const int MostGraphed = 50_000; // images of a spectral clustering

    private readonly Vectors _judged = images.Take(Seeds.Sample(images.Count, Math.Max(MostJudged, LeastPerCluster * clusters), Seeds.Stream(context.Seed, 3640)));

    /// <summary>Whether there are images enough to halve them.</summary>
    public static bool Fits(int images, int clusters) => images >= 4 * clusters;

    /// <summary>The best of k-means and those that gain on it, one after another.</summary>
    /// <param name="means">k-means.</param>
    /// <param name="options">Which are tried.</param>
    /// <param name="text">The kept nouns.</param>
    /// <param name="neighbours">N̂.</param>
    /// <param name="log">Judges.</param>
    /// <returns><paramref name="means"/> itself where none gained.</returns>
    public FallBack Best(FallBack means, TacPlusOptions options, Vectors text, int neighbours, StageLog log)
    {
        Lazy<FallBack> held = new(() => means with { Candidate = means.Candidate with { Agreement = Steadiness(Means) } }); // asked for only where a start passes the guard
        FallBack? best = null;
        if (options.SpectralStart && images.Count <= MostGraphed)
        {
            Try("spectralStart", StageGuard.Slack, text.Count > 0 ? [Spectral, rows => SpectralStart.Cluster(rows, text, neighbours, clusters, context.Seed, cancellationToken)] : [Spectral]);
        }

        if (options.LinkageStart)
        {
            Try("linkageStart", LinkageUnevenness, [Merges]);
        }

        return best is null ? means : best with { Candidate = best.Candidate with { Agreement = 1 } }; // one graph: its seeds agree

        void Try(string stage, double unevenness, Func<Vectors, Partition>[] ways)
        {
            FallBack?[] found = [.. ways.TakeWhile(_ => !context.OutOfTime).Select(way => Of(way, (best ?? means).Candidate.Labels, unevenness))];
            if (found.OfType<FallBack>().MaxBy(start => start.Candidate.Quality) is { } start)
            {
                best = log.Rises(stage, (best ?? held.Value).Candidate, start.Candidate) ? start : best;
            }
            else if (found.Length > 0)
            {
                log.Note(stage, false, StageLog.Uneven);
            }
        }
    }

    /// <summary>a of a clustering.</summary>
    public double Steadiness(Func<Vectors, Partition> cluster) => Halves.Agreement(
        _judged.Count, Splits, split => Seeds.Stream(context.Seed, 3650 + split), (half, _) => cluster(_judged.Take([.. half.Order()])).Assigner!.Assign(_judged), MeanJaccard.Of, () => context.OutOfTime);

    private Partition Means(Vectors rows) => new KMeans(new KMeansOptions()).Fit(Input(rows), new FitContext(context.Seed), cancellationToken);

    private Partition Spectral(Vectors rows) => new Spectral(new SpectralOptions()).Fit(Input(rows), new FitContext(context.Seed), cancellationToken);

    private Partition Merges(Vectors rows) => new Jule(new JuleOptions { Adapter = false }).Fit(Input(rows), new FitContext(context.Seed), cancellationToken);

    private ClusterInput Input(Vectors rows) => new(rows) { ClusterCount = clusters };

    /// <summary>Null where its clusters are too uneven: halves are not clustered for what cannot be taken.</summary>
    private FallBack? Of(Func<Vectors, Partition> cluster, int[] before, double unevenness)
    {
        Partition found = cluster(images);
        int[] labels = [.. found.Labels];
        if (!StageGuard.Holds(before, labels, clusters, unevenness))
        {
            return null;
        }

        Partition soft = new() { Labels = labels, ClusterCount = clusters, Soft = Soft(labels), Assigner = found.Assigner };
        return new FallBack(new Candidate(labels, Steadiness(cluster), generalisation.Score(labels, clusters)), soft);
    }

    // Softmax of 10·cosine to the centres, moved to the label where that is another cluster.
    private Probabilities Soft(int[] labels)
    {
        ClusterCentres centres = ClusterCentres.Of(labels, clusters, images);
        float[] soft = new float[labels.Length * clusters];
        double[] cosines = new double[clusters];
        for (int row = 0; row < labels.Length; row++)
        {
            centres.Cosines(images[row], cosines);
            Span<float> own = soft.AsSpan(row * clusters, clusters);
            for (int cluster = 0; cluster < clusters; cluster++)
            {
                own[cluster] = double.IsNaN(cosines[cluster]) ? -FallBack.Scale : (float)(FallBack.Scale * cosines[cluster]);
            }

            TensorPrimitives.SoftMax(own, own);
            int most = TensorPrimitives.IndexOfMax<float>(own);
            (own[most], own[labels[row]]) = (own[labels[row]], own[most]);
        }

        return new Probabilities(clusters, soft);
    }
}
