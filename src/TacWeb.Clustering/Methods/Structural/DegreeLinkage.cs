using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Graph-degree linkage: merges the pair of clusters with the greatest affinity on a directed graph of near neighbours, with JULE's look at the next nearest clusters.</summary>
/// <remarks>
/// W_uv = exp(−‖x_u − x_v‖²/σ²) where v is among the K_s nearest of u, σ² = a·mean squared distance. A(i→j) = |C_i|⁻² 1ᵀ W_{C_i C_j} W_{C_j C_i} 1 = |C_i|⁻² Σ_{v∈C_j} out_i(v)·in_i(v), out_i(v) = Σ_{u∈C_i} W_uv, in_i(v) = Σ_{u∈C_i} W_vu;
/// both directions are added. The sums out, in and T(i→j) = |C_i|²·A(i→j) are kept, so that a merge costs its own points and neighbours only.
/// <para>Source: Zhang et al., ECCV 2012; Yang, Parikh and Batra, CVPR 2016; methods §2.2.</para>
/// </remarks>
internal sealed class DegreeLinkage
{
    private const int Crowd = 100; // the second term counts only while more clusters are left
    private readonly Vectors _rows;
    private readonly int _near;
    private readonly double _weight;
    private readonly int[] _owner;
    private readonly List<int>?[] _members;
    private readonly Dictionary<int, double>[] _out;
    private readonly Dictionary<int, double>[] _in;
    private readonly Dictionary<int, double>[] _to;
    private readonly (double Score, double First, int Nearest)?[] _best;

    /// <param name="rows">[N, d].</param>
    /// <param name="nearest">K_s nearest rows of each by Euclidean distance.</param>
    /// <param name="spread">a.</param>
    /// <param name="near">K_c, clusters that a score looks at.</param>
    /// <param name="weight">λ.</param>
    /// <param name="labels">Clusters to begin with, 0 … n − 1, none empty.</param>
    public DegreeLinkage(Vectors rows, Neighbours nearest, double spread, int near, double weight, int[] labels)
    {
        (_rows, _near, _weight, _owner) = (rows, near, weight, [.. labels]);
        Count = labels.Max() + 1;
        _members = new List<int>?[Count];
        _best = new (double, double, int)?[Count];
        (_out, _in, _to) = (Empty(), Empty(), Empty());
        for (int row = 0; row < labels.Length; row++)
        {
            (_members[labels[row]] ??= []).Add(row);
        }

        double[] squares = Squares(nearest);
        double sigma = Math.Max(1e-30, spread * squares.Average());
        for (int row = 0; row < nearest.Count; row++)
        {
            for (int place = 0; place < nearest.PerRow; place++)
            {
                int other = nearest[row][place];
                double w = Math.Exp(-squares[(row * nearest.PerRow) + place] / sigma);
                Add(_out[labels[row]], other, w);
                Add(_in[labels[other]], row, w);
            }
        }

        for (int cluster = 0; cluster < Count; cluster++)
        {
            Weigh(cluster);
        }
    }

    /// <summary>Clusters left.</summary>
    public int Count { get; private set; }

    /// <summary>Merges until so many clusters are left.</summary>
    public void MergeTo(int clusters, CancellationToken cancellationToken)
    {
        while (Count > clusters)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int first, int second) = Next();
            Merge(first, second);
        }
    }

    /// <summary>The cluster of each row, numbered from 0 in the order of their first rows.</summary>
    public int[] Labels()
    {
        Dictionary<int, int> numbers = [];
        return [.. _owner.Select(owner => numbers.TryGetValue(owner, out int known) ? known : numbers[owner] = numbers.Count)];
    }

    private static void Add(Dictionary<int, double> sums, int key, double value) => sums[key] = sums.GetValueOrDefault(key) + value;

    private Dictionary<int, double>[] Empty() => [.. Enumerable.Range(0, Count).Select(_ => new Dictionary<int, double>())];

    private double[] Squares(Neighbours nearest)
    {
        double[] squares = new double[nearest.Count * nearest.PerRow];
        Parallel.For(0, nearest.Count, row =>
        {
            for (int place = 0; place < nearest.PerRow; place++)
            {
                double distance = System.Numerics.Tensors.TensorPrimitives.Distance(_rows[row], _rows[nearest[row][place]]);
                squares[(row * nearest.PerRow) + place] = distance * distance;
            }
        });
        return squares;
    }

    /// <summary>T(cluster→j) for all j, from the sums; every j that has something for it keeps an entry of its own.</summary>
    private void Weigh(int cluster)
    {
        (Dictionary<int, double> few, Dictionary<int, double> many) = _out[cluster].Count <= _in[cluster].Count ? (_out[cluster], _in[cluster]) : (_in[cluster], _out[cluster]);
        foreach ((int row, double value) in few)
        {
            int other = _owner[row];
            if (other != cluster && many.TryGetValue(row, out double back))
            {
                Add(_to[cluster], other, value * back);
                _to[other].TryAdd(cluster, 0);
                _best[other] = null; // a merge can bring clusters together that neither part was near
            }
        }
    }

    private double Affinity(int first, int second)
    {
        double a = _members[first]!.Count, b = _members[second]!.Count;
        return (_to[first].GetValueOrDefault(second) / (a * a)) + (_to[second].GetValueOrDefault(first) / (b * b));
    }

    private (double Score, double First, int Nearest) Score(int cluster)
    {
        (double Affinity, int Other)[] best = [.. _to[cluster].Keys.Select(other => (Affinity(cluster, other), other)).OrderByDescending(pair => pair.Item1).ThenBy(pair => pair.other).Take(_near)];
        if (best.Length == 0)
        {
            return (double.NegativeInfinity, 0, -1);
        }

        double first = best[0].Affinity, score = first;
        if (Count > Crowd && _near > 1)
        {
            double gaps = Enumerable.Range(1, _near - 1).Sum(place => first - (place < best.Length ? best[place].Affinity : 0));
            score += _weight / (_near - 1) * gaps;
        }

        return (score, first, best[0].Other);
    }

    private (int First, int Second) Next()
    {
        int chosen = -1;
        double most = double.NegativeInfinity;
        for (int cluster = 0; cluster < _members.Length; cluster++)
        {
            if (_members[cluster] is null)
            {
                continue;
            }

            (double score, double first, int nearest) = _best[cluster] ??= Score(cluster);
            (most, chosen) = nearest >= 0 && first > 0 && score > most ? (score, cluster) : (most, chosen);
        }

        return chosen >= 0 ? (chosen, _best[chosen]!.Value.Nearest) : ByMeans();
    }

    // No affinity is left: the smallest cluster joins the one with the nearest mean.
    private (int First, int Second) ByMeans()
    {
        int[] alive = [.. Enumerable.Range(0, _members.Length).Where(cluster => _members[cluster] is not null)];
        int smallest = alive.MinBy(cluster => _members[cluster]!.Count);
        double[] own = Mean(smallest);
        return (alive.Where(cluster => cluster != smallest).MinBy(cluster => System.Numerics.Tensors.TensorPrimitives.Distance<double>(own, Mean(cluster))), smallest);
    }

    private double[] Mean(int cluster)
    {
        double[] mean = new double[_rows.Dimension];
        foreach (int row in _members[cluster]!)
        {
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += _rows[row][j] / (double)_members[cluster]!.Count;
            }
        }

        return mean;
    }

    private void Merge(int kept, int gone)
    {
        if (_members[kept]!.Count < _members[gone]!.Count)
        {
            (kept, gone) = (gone, kept);
        }

        foreach (int row in _members[gone]!)
        {
            _owner[row] = kept;
        }

        _members[kept]!.AddRange(_members[gone]!);
        (_out[kept], _out[gone]) = (Joined(_out[kept], _out[gone]), []);
        (_in[kept], _in[gone]) = (Joined(_in[kept], _in[gone]), []);
        int[] around = [.. _to[kept].Keys.Union(_to[gone].Keys).Where(other => other != kept && other != gone)];
        foreach (int other in around)
        {
            _to[other].Remove(gone, out double more); // T(other→both) is the sum
            Add(_to[other], kept, more);
            _best[other] = null;
        }

        _to[gone] = [];
        _to[kept] = around.ToDictionary(other => other, _ => 0.0);
        _members[gone] = null;
        _best[kept] = null;
        Weigh(kept);
        if (--Count == Crowd)
        {
            Array.Clear(_best);
        }
    }

    private static Dictionary<int, double> Joined(Dictionary<int, double> first, Dictionary<int, double> second)
    {
        (Dictionary<int, double> few, Dictionary<int, double> many) = first.Count <= second.Count ? (first, second) : (second, first);
        foreach ((int row, double value) in few)
        {
            Add(many, row, value);
        }

        return many;
    }
}
