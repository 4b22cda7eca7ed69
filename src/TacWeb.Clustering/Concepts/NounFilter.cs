using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Concepts;

/// <summary>Keeps the nouns of a vocabulary that tell the images' semantic centres apart (TAC §3.1; methods §1.5–1.6).</summary>
public static class NounFilter
{
    /// <summary>γ, nouns kept for each centre.</summary>
    public const int NounsPerCentre = 5;

    /// <summary>The number of centres: round(N/300) where N/K ≥ 300, else 3K; then min(distinct, max(K, min(k, ⌊N/3⌋))).</summary>
    /// <param name="count">N.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="distinct">Number of distinct rows among the images.</param>
    public static int CentreCount(int count, int clusterCount, int distinct) => throw new NotImplementedException();

    /// <summary>The kept nouns of a vocabulary. Reports the stages <c>centres</c> and <c>filter</c>.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="nouns">[V, d], unit rows, no lemma twice.</param>
    /// <param name="clusterCount">K.</param>
    /// <param name="context">Seed and sinks.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <returns>Row numbers of the kept nouns, ascending, at most 5 a centre. With N &lt; 3: each image's γ nearest nouns.</returns>
    /// <exception cref="ArgumentException">Dimensions differ, K exceeds N, there are no nouns, or a value is not a number.</exception>
    public static int[] Select(Vectors images, Vectors nouns, int clusterCount, FitContext context, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
