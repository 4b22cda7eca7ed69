using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Core.Labelling;

/// <summary>P(j|k), the mean retrieval weight of noun j over cluster k, and P(j), its mean over all images, noise included.</summary>
internal sealed class NounShares
{
    private readonly double[] _inCluster;   // [K, M]
    private readonly int _nouns;

    private NounShares(double[] inCluster, double[] overall) => (_inCluster, Overall, _nouns) = (inCluster, overall, overall.Length);

    /// <summary>P(j), M numbers.</summary>
    public double[] Overall { get; }

    /// <summary>P(j|k), M numbers; zeros for an empty cluster.</summary>
    public ReadOnlySpan<double> this[int cluster] => _inCluster.AsSpan(cluster * _nouns, _nouns);

    /// <summary>Sums the weights of all images in double, in row order, so that memory holds K×M numbers and never N×M.</summary>
    /// <exception cref="ArgumentException">The blocks are not the N rows in order, or have another width.</exception>
    public static NounShares Of(Partition partition, IReadOnlyList<int> sizes, int nouns, IEnumerable<WeightBlock> weights, CancellationToken cancellationToken)
    {
        int clusters = partition.ClusterCount;
        double[] sums = new double[checked((clusters + 1) * nouns)];   // the last row is noise
        foreach ((int row, ReadOnlyMemory<float> values) in WeightRows.Of(weights, partition.Labels.Count, nouns, cancellationToken))
        {
            int label = partition.Labels[row];
            FixedOrder.Add(values.Span, sums.AsSpan((label == Partition.Noise ? clusters : label) * nouns, nouns));
        }

        double[] overall = new double[nouns];
        for (int cluster = 0; cluster <= clusters; cluster++)
        {
            Span<double> own = sums.AsSpan(cluster * nouns, nouns);
            for (int noun = 0; noun < nouns; noun++)
            {
                overall[noun] += own[noun];
                own[noun] /= cluster < clusters ? Math.Max(1, sizes[cluster]) : 1;
            }
        }

        for (int noun = 0; noun < nouns; noun++)
        {
            overall[noun] /= partition.Labels.Count;
        }

        return new NounShares(sums, overall);
    }
}
