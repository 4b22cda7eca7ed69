using TacWeb.Clustering.Centroids;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Losses;

/// <summary>Shares π that the clusters should have: −α·KL(p̄ ‖ π) in place of α·H(p̄), for sets whose classes differ in size (methods §4.5).</summary>
/// <remarks>
/// Clusters have no names, so π is matched to p̄ by rank, which is the arrangement with the smallest divergence. For uniform shares the term is H(p̄) itself.
/// <para>Ours: what the shares add is weighed by how decided the rows are (<see cref="Decided"/>). Otherwise a head that gives every row the same answer π would be rewarded in full before it has learned anything.</para>
/// </remarks>
internal sealed class PriorTarget
{
    private const double Smoothing = 0.1;
    private readonly float[] _logs; // ln(K·π), largest first

    /// <param name="shares">π, K numbers above 0 that sum to 1, in any order.</param>
    public PriorTarget(IEnumerable<double> shares)
    {
        double[] ordered = [.. shares.OrderDescending()];
        _logs = [.. ordered.Select(share => (float)Math.Log(share * ordered.Length))];
    }

    /// <summary>The sizes of k-means clusters, each with a tenth of the mean size added.</summary>
    public static PriorTarget OfSizes(Vectors images, int clusters, int seed, CancellationToken cancellationToken)
    {
        int[] labels = CentroidSearch.Best([images], clusters, new CentroidSettings(Spherical: false, 10, 300, Seeds.Derive(seed, 4501)), cancellationToken).Labels;
        double[] sizes = new double[clusters];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        return new PriorTarget(Smoothed(sizes));
    }

    /// <summary>(n_k + s·N/K) / (N·(1 + s)), s = 0.1.</summary>
    public static double[] Smoothed(IReadOnlyList<double> sizes)
    {
        double all = sizes.Sum(), added = Smoothing * all / sizes.Count;
        return [.. sizes.Select(size => (size + added) / (all * (1 + Smoothing)))];
    }

    /// <summary>1 − mean H(p_i) / H(p̄), 0…1: the share of the clusters' entropy that comes from rows of different clusters; 0 where all rows have one answer.</summary>
    /// <param name="probabilities">P, [B, K].</param>
    public static double Decided(Tensor probabilities)
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor safe = probabilities.clamp_min(1e-9), mean = probabilities.mean([0L]).clamp_min(1e-9);
        double rows = safe.mul(safe.log()).sum().item<float>() / -probabilities.shape[0], all = -mean.mul(mean.log()).sum().item<float>();
        return all <= 1e-6 ? 0 : Math.Clamp(1 - (rows / all), 0, 1);
    }

    /// <summary>Σ_k p̄_k·ln(K·π_k), to be added to H(p̄): the sum is log K − KL(p̄ ‖ π).</summary>
    /// <param name="mean">p̄, [K].</param>
    public Tensor CrossTerm(Tensor mean)
    {
        float[] values;
        using (torch.no_grad())
        {
            values = TensorBridge.ToArray(mean);
        }

        float[] matched = new float[_logs.Length];
        int rank = 0;
        foreach (int cluster in Enumerable.Range(0, values.Length).OrderByDescending(cluster => values[cluster]))
        {
            matched[cluster] = _logs[rank++];
        }

        return mean.mul(torch.tensor(matched)).sum();
    }
}
