using TacWeb.Clustering;
using TacWeb.Clustering.Methods.Classic;
using TacWeb.Core;
using TacWeb.Core.Corrections;
using TacWeb.Core.Runs;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Corrections beside a run: what people changed, one edit after the other, the newest undone first. The run's files never change. Safe for many threads.</summary>
/// <remarks>Names that people gave with <see cref="RunStore.Rename"/> are the names that the edits begin with.</remarks>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="runs">Reads runs.</param>
/// <param name="time">The clock.</param>
public sealed class RunCorrections(DataFolder data, ModelCatalogue models, ClusteringReader runs, TimeProvider time)
{
    /// <summary>Most images of a cluster that is split: their vectors are held in memory meanwhile.</summary>
    public const int MostSplit = 300_000;

    /// <summary>A run as it is now; null when there is none.</summary>
    public CorrectedRun? Find(int run) => runs.Find(run) is { } original ? Correct(original) : null;

    /// <summary>A run that must be there, as it is now.</summary>
    /// <exception cref="TacWebException">There is no such run.</exception>
    public CorrectedRun Get(int run) => Correct(runs.Get(run));

    /// <summary>Moves images to a cluster.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rows">Rows of the dataset.</param>
    /// <param name="cluster">Where to; null: to a new cluster.</param>
    /// <param name="name">Name of the new cluster; null: <c>cluster</c> and its number.</param>
    /// <exception cref="TacWebException">The edit does not fit the run as it is now; the message says why. So for every edit below.</exception>
    public CorrectedRun Move(int run, IReadOnlyList<int> rows, int? cluster, string? name = null) =>
        Edit(run, current => new Correction(CorrectionKind.Move) { Images = Hashes(current, rows), Cluster = cluster, Name = cluster is null ? name?.Trim() : null });

    /// <summary>Takes images out of every cluster.</summary>
    public CorrectedRun MarkNoise(int run, IReadOnlyList<int> rows) => Edit(run, current => new Correction(CorrectionKind.Noise) { Images = Hashes(current, rows) });

    /// <summary>Makes one of several clusters; it keeps the number and name of the first.</summary>
    public CorrectedRun Merge(int run, int into, IReadOnlyList<int> others) => Edit(run, _ => new Correction(CorrectionKind.Merge) { Cluster = into, Merged = others });

    /// <summary>Gives a cluster a name.</summary>
    public CorrectedRun Rename(int run, int cluster, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Edit(run, _ => new Correction(CorrectionKind.Rename) { Cluster = cluster, Name = name.Trim() });
    }

    /// <summary>Splits a cluster by spherical k-means of its vectors; the largest part keeps the number, the others get new ones. Takes a second or so for 10,000 images.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cluster">Which.</param>
    /// <param name="parts">2 … 50.</param>
    /// <param name="cancellationToken">Checked during k-means.</param>
    public CorrectedRun Split(int run, int cluster, int parts, CancellationToken cancellationToken = default) =>
        Edit(run, current => new Correction(CorrectionKind.Split) { Cluster = cluster, Parts = Parts(current, cluster, parts, cancellationToken) });

    /// <summary>Takes the newest edit back.</summary>
    /// <exception cref="TacWebException">There is none, or no such run.</exception>
    public CorrectedRun Undo(int run)
    {
        StoredClustering original = runs.Get(run);
        return data.Corrections.DropLast(run) ? Correct(original) : throw new TacWebException($"Run {run} has no correction to take back.");
    }

    /// <summary>Does the edits of one run again on another over the same pictures; see <see cref="CorrectionTransfer"/>.</summary>
    /// <param name="from">The run that was corrected.</param>
    /// <param name="to">The run that takes the edits over, after those that it has.</param>
    /// <returns>How many edits it took over.</returns>
    /// <exception cref="TacWebException">There is no such run.</exception>
    public int TakeOver(int from, int to)
    {
        StoredClustering source = runs.Get(from), target = runs.Get(to);
        IReadOnlyList<Correction> translated = CorrectionTransfer.Translate(
            [.. data.Corrections.Of(from).Select(stored => stored.Correction)], source.Partition.Labels, Names(source), HashesOf(source), target.Partition.Labels, Names(target), HashesOf(target));
        data.Corrections.Add(to, translated, Now);
        return translated.Count;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private CorrectedRun Edit(int run, Func<CorrectedRun, Correction> make)
    {
        lock (data.Corrections.Editing)
        {
            CorrectedRun current = Get(run);
            Correction correction = make(current);
            CorrectionReplay replay = Replay(current.Original, current.Corrections);
            CorrectionRules.Check(replay, correction);
            data.Corrections.Add(run, [correction], Now);
            return Correct(current.Original);
        }
    }

    private CorrectedRun Correct(StoredClustering original)
    {
        IReadOnlyList<StoredCorrection> corrections = data.Corrections.Of(original.Run.Id);
        return new CorrectedRun(original, Replay(original, corrections).Result(), corrections);
    }

    private CorrectionReplay Replay(StoredClustering original, IReadOnlyList<StoredCorrection> corrections)
    {
        CorrectionReplay replay = new(original.Partition.Labels, Names(original), HashesOf(original));
        foreach (StoredCorrection stored in corrections)
        {
            replay.Apply(stored.Correction);
        }

        return replay;
    }

    private string[] Names(StoredClustering run)
    {
        IReadOnlyDictionary<int, string> given = data.Runs.GivenNames(run.Run.Id);
        return [.. run.Clusters.Select(cluster => given.GetValueOrDefault(cluster.Id) ?? cluster.Name)];
    }

    private static string[] HashesOf(StoredClustering run) => [.. run.Images.Select(image => image.Hash)];

    private static string[] Hashes(CorrectedRun run, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] known = [.. run.Original.Rows];
        return [.. rows.Select(row => Array.BinarySearch(known, row) is >= 0 and var image ? run.Original.Images[image].Hash : throw new TacWebException($"The run has no image of row {row}.")).Distinct(StringComparer.Ordinal)];
    }

    private string[][] Parts(CorrectedRun run, int cluster, int parts, CancellationToken cancellationToken)
    {
        if (parts is < 2 or > CorrectionRules.MostParts || run.Partition.Find(cluster) is not { } known)
        {
            throw new TacWebException(parts is < 2 or > CorrectionRules.MostParts ? $"A split has 2 to {CorrectionRules.MostParts} parts, not {parts}." : $"There is no cluster {cluster}.");
        }

        string[] hashes = [.. run.Original.Images.Where((_, image) => run.Partition.Labels[image] == cluster).Select(image => image.Hash).Distinct(StringComparer.Ordinal)];
        if (hashes.Length < parts || hashes.Length > MostSplit)
        {
            throw new TacWebException($"{known.Name} has {hashes.Length} different images; a split into {parts} needs {parts} to {MostSplit}.");
        }

        StoredVectors rows = StoredVectors.Read(data, models.Find(run.Original.Run.Encoder).Info, hashes);
        if (rows.Places.Count < hashes.Length)
        {
            throw new TacWebException($"The vectors of the encoder {run.Original.Run.Encoder} are not kept any more; run the clustering again.");
        }

        Partition split = new SphericalKMeans(new KMeansOptions()).Fit(new ClusterInput(rows.Vectors) { ClusterCount = parts }, new FitContext(0), cancellationToken);
        string[][] groups = [.. hashes.Zip(split.Labels).GroupBy(pair => pair.Second).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Select(pair => pair.First).ToArray())];
        return groups.Length > 1 ? groups : throw new TacWebException($"The images of {known.Name} are too much alike to be split.");
    }
}
