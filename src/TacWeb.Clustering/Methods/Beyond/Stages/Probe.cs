using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>k-means on [x; u] or x with three seeds: a yardstick for the rows, and the partition to fall back to.</summary>
/// <remarks>Plain k-means, where methods §4.11 has the spherical one: it is what the result must not fall behind, and on unit rows the two differ by the centres' lengths alone.</remarks>
/// <param name="Best">The labelling with the best objective, its agreement over the three seeds, its generalisation.</param>
/// <param name="Runs">The three labellings.</param>
internal sealed record Probe(Candidate Best, IReadOnlyList<int[]> Runs)
{
    private const int Seeds = 3;
    private const int Restarts = 5;

    /// <summary>Runs it.</summary>
    /// <param name="parts">One or two matrices of N rows.</param>
    /// <param name="clusters">K.</param>
    /// <param name="generalisation">g, always of the unchanged images.</param>
    /// <param name="seed">s; s + 1 and s + 2 are taken too.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static Probe Run(IReadOnlyList<Vectors> parts, int clusters, Generalisation generalisation, int seed, CancellationToken cancellationToken)
    {
        CentroidResult[] runs = [.. Enumerable.Range(seed, Seeds).Select(s =>
            CentroidSearch.Best(parts, clusters, new CentroidSettings(Spherical: false, Restarts, 300, s), cancellationToken))];
        CentroidResult best = runs.MaxBy(run => run.Objective)!;
        Candidate candidate = new(best.Labels, Yardsticks.Agreement([.. runs.Select(run => run.Labels)]), generalisation.Score(best.Labels, clusters));
        return new Probe(candidate, [.. runs.Select(run => run.Labels)]);
    }

    /// <summary>Share of (row, partner) pairs that lie in one cluster, mean over the three runs.</summary>
    public double Together(Neighbours partners)
    {
        long together = 0;
        foreach (int[] labels in Runs)
        {
            for (int row = 0; row < labels.Length; row++)
            {
                foreach (int partner in partners[row])
                {
                    together += labels[row] == labels[partner] ? 1 : 0;
                }
            }
        }

        return together / ((double)Runs.Count * partners.Count * partners.PerRow);
    }
}
