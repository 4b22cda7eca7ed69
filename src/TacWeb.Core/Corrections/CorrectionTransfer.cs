using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Corrections;

/// <summary>Brings the edits of one run to another run over the same pictures: clusters are those that share most images (Hungarian matching), images are those of the same content.</summary>
public sealed class CorrectionTransfer
{
    private readonly CorrectionReplay _to;
    private readonly Dictionary<int, int> _ids = [];
    private readonly IReadOnlyList<string> _names;
    private int _nextFrom;

    private CorrectionTransfer(IReadOnlyList<string> namesFrom, CorrectionReplay to) => (_names, _nextFrom, _to) = (namesFrom, namesFrom.Count, to);

    /// <summary>The edits as they are to be done on the other run, in order; what has nothing to act on there is left out.</summary>
    /// <param name="corrections">The edits of the first run.</param>
    /// <param name="labelsFrom">Its own labels.</param>
    /// <param name="namesFrom">Its own names.</param>
    /// <param name="hashesFrom">Content of its images.</param>
    /// <param name="labelsTo">Labels of the other run.</param>
    /// <param name="namesTo">Names of the other run.</param>
    /// <param name="hashesTo">Content of its images.</param>
    public static IReadOnlyList<Correction> Translate(
        IReadOnlyList<Correction> corrections, IReadOnlyList<int> labelsFrom, IReadOnlyList<string> namesFrom, IReadOnlyList<string> hashesFrom,
        IReadOnlyList<int> labelsTo, IReadOnlyList<string> namesTo, IReadOnlyList<string> hashesTo)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        CorrectionTransfer transfer = new(namesFrom, new CorrectionReplay(labelsTo, namesTo, hashesTo));
        transfer.Align(Overlaps(labelsFrom, namesFrom.Count, hashesFrom, labelsTo, namesTo.Count, hashesTo), namesTo.Count);
        List<Correction> translated = [];
        foreach (Correction correction in corrections)
        {
            if (transfer.One(correction) is { } moved)
            {
                transfer._to.Apply(moved);
                translated.Add(moved);
            }
        }

        return translated;
    }

    private static double[] Overlaps(IReadOnlyList<int> labelsFrom, int from, IReadOnlyList<string> hashesFrom, IReadOnlyList<int> labelsTo, int to, IReadOnlyList<string> hashesTo)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int image = 0; image < hashesTo.Count; image++)
        {
            places.TryAdd(hashesTo[image], image);
        }

        double[] counts = new double[checked(from * to)];
        for (int image = 0; image < hashesFrom.Count; image++)
        {
            if (places.TryGetValue(hashesFrom[image], out int other) && labelsFrom[image] >= 0 && labelsTo[other] >= 0)
            {
                counts[(labelsFrom[image] * to) + labelsTo[other]]++;
            }
        }

        return counts;
    }

    private void Align(double[] overlaps, int to)
    {
        if (overlaps.Length == 0)
        {
            return;
        }

        int[] matched = Hungarian.Maximize(overlaps, _names.Count, to);
        for (int cluster = 0; cluster < matched.Length; cluster++)
        {
            if (matched[cluster] >= 0 && overlaps[(cluster * to) + matched[cluster]] > 0)
            {
                _ids[cluster] = matched[cluster];
            }
        }
    }

    private Correction? One(Correction correction)
    {
        string[] images = [.. correction.Images.Where(_to.HasImage)];
        int? cluster = correction.Cluster is { } named && _ids.TryGetValue(named, out int known) && _to.Has(known) ? known : null;
        switch (correction.Kind)
        {
            case CorrectionKind.Move:
                return Move(correction, images, cluster);
            case CorrectionKind.Noise:
                return images.Length == 0 ? null : correction with { Images = images };
            case CorrectionKind.Merge:
                int[] merged = [.. correction.Merged.Where(_ids.ContainsKey).Select(old => _ids[old]).Where(id => id != cluster && _to.Has(id)).Distinct()];
                return cluster is null || merged.Length == 0 ? null : correction with { Cluster = cluster, Merged = merged };
            case CorrectionKind.Split:
                return Split(correction, cluster);
            default:
                return cluster is null ? null : correction with { Cluster = cluster };
        }
    }

    private Correction? Move(Correction correction, string[] images, int? cluster)
    {
        int? from = correction.Cluster ?? _nextFrom++;
        if (images.Length == 0)
        {
            return null;
        }

        if (cluster is null)
        {
            // new here too, or its own cluster has no like in the other run
            _ids[from.Value] = _to.NextId;
            return correction with { Images = images, Cluster = null, Name = correction.Name ?? (from < _names.Count ? _names[from.Value] : null) };
        }

        return correction with { Images = images, Cluster = cluster };
    }

    private Correction? Split(Correction correction, int? cluster)
    {
        int first = _nextFrom;
        _nextFrom += correction.Parts.Count - 1;
        if (cluster is not { } there)
        {
            return null;
        }

        string[][] parts = [.. correction.Parts.Select(part => part.Where(hash => _to.IsIn(hash, there)).ToArray())];
        int next = _to.NextId;
        for (int part = 1; part < parts.Length; part++)
        {
            if (parts[part].Length > 0)
            {
                _ids[first + part - 1] = next++;
            }
        }

        string[][] rest = [parts[0], .. parts[1..].Where(part => part.Length > 0)];
        return rest.Length < 2 ? null : correction with { Cluster = cluster, Parts = rest };
    }
}
