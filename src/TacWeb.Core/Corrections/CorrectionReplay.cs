using TacWeb.Core.Runs;

namespace TacWeb.Core.Corrections;

/// <summary>A clustering on which edits are done one after the other.</summary>
/// <remarks>An edit that no longer fits (a cluster that ended, a picture that is not there) does what it still can: what is stored never fails.</remarks>
public sealed class CorrectionReplay
{
    private readonly int[] _original;
    private readonly int[] _labels;
    private readonly SortedDictionary<int, (string Name, bool IsNew, bool IsRenamed)> _clusters = [];
    private readonly Dictionary<int, int> _mergedInto = [];
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly int[] _next; // the next image of the same content, −1 at the end
    private readonly int _own;
    private int _free;

    /// <summary>Begins with the run as it is.</summary>
    /// <param name="labels">N labels, 0 … K − 1 or −1.</param>
    /// <param name="names">K names.</param>
    /// <param name="hashes">N content hashes.</param>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public CorrectionReplay(IReadOnlyList<int> labels, IReadOnlyList<string> names, IReadOnlyList<string> hashes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(hashes);
        if (labels.Count != hashes.Count)
        {
            throw new ArgumentException($"{labels.Count} labels do not fit {hashes.Count} images.", nameof(labels));
        }

        (_original, _labels, _next, _own, _free) = ([.. labels], [.. labels], new int[hashes.Count], names.Count, names.Count);
        for (int id = 0; id < names.Count; id++)
        {
            _clusters[id] = (names[id], false, false);
        }

        for (int image = hashes.Count - 1; image >= 0; image--)
        {
            _next[image] = _first.GetValueOrDefault(hashes[image], -1);
            _first[hashes[image]] = image;
        }
    }

    /// <summary>The id that the next new cluster gets.</summary>
    public int NextId => _free;

    /// <summary>Whether a cluster is there now.</summary>
    public bool Has(int cluster) => _clusters.ContainsKey(cluster);

    /// <summary>Whether an image of this content is there.</summary>
    public bool HasImage(string hash) => _first.ContainsKey(hash);

    /// <summary>Whether an image of this content belongs to a cluster now.</summary>
    public bool IsIn(string hash, int cluster) => _first.TryGetValue(hash, out int image) && _labels[image] == cluster;

    /// <summary>Does one edit.</summary>
    public void Apply(Correction correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        switch (correction.Kind)
        {
            case CorrectionKind.Move:
                Move(correction.Images, correction.Cluster ?? Create(correction.Name ?? $"cluster {_free}", correction.Name is not null), from: null);
                break;
            case CorrectionKind.Noise:
                Move(correction.Images, Partition.Noise, from: null);
                break;
            case CorrectionKind.Merge when correction.Cluster is { } into && Has(into):
                Merge(into, correction.Merged);
                break;
            case CorrectionKind.Split when correction.Cluster is { } cluster && Has(cluster):
                Split(cluster, correction.Parts);
                break;
            case CorrectionKind.Rename when correction.Cluster is { } renamed && _clusters.TryGetValue(renamed, out (string Name, bool IsNew, bool) known):
                _clusters[renamed] = (correction.Name ?? known.Name, known.IsNew, true);
                break;
        }
    }

    /// <summary>The clustering as it is now.</summary>
    public CorrectedPartition Result()
    {
        Dictionary<int, int> sizes = [];
        bool[] moved = new bool[_labels.Length];
        for (int image = 0; image < _labels.Length; image++)
        {
            sizes[_labels[image]] = sizes.GetValueOrDefault(_labels[image]) + 1;
            moved[image] = _labels[image] != _original[image];
        }

        return new CorrectedPartition(
            [.. _labels], [.. _clusters.Select(pair => new CorrectedCluster(pair.Key, pair.Value.Name, sizes.GetValueOrDefault(pair.Key), pair.Value.IsNew, pair.Value.IsRenamed))], moved,
            [.. Enumerable.Range(0, _own).Select(Follow)]);
    }

    private int Follow(int cluster)
    {
        while (_mergedInto.TryGetValue(cluster, out int into))
        {
            cluster = into;
        }

        return cluster;
    }

    private int Create(string name, bool named)
    {
        _clusters[_free] = (name, true, named);
        return _free++;
    }

    private void Move(IReadOnlyList<string> hashes, int to, int? from)
    {
        if (to != Partition.Noise && !Has(to))
        {
            return;
        }

        foreach (string hash in hashes)
        {
            for (int image = _first.GetValueOrDefault(hash, -1); image >= 0; image = _next[image])
            {
                _labels[image] = from is null || _labels[image] == from ? to : _labels[image];
            }
        }
    }

    private void Merge(int into, IReadOnlyList<int> merged)
    {
        foreach (int cluster in merged.Where(cluster => cluster != into && Has(cluster)))
        {
            _clusters.Remove(cluster);
            _mergedInto[cluster] = into;
            for (int image = 0; image < _labels.Length; image++)
            {
                _labels[image] = _labels[image] == cluster ? into : _labels[image];
            }
        }
    }

    private void Split(int cluster, IReadOnlyList<IReadOnlyList<string>> parts)
    {
        string name = _clusters[cluster].Name;
        for (int part = 1; part < parts.Count; part++)
        {
            Move(parts[part], Create($"{name} ({part + 1})", named: false), from: cluster);
        }
    }
}
