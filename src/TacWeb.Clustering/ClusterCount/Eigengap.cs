namespace TacWeb.Clustering.ClusterCount;

/// <summary>The K behind which the eigenvalues of the graph's Laplacian leap most: as many groups as there are nearly separate parts (methods §4.4).</summary>
/// <remarks>The relative gap ln((λ_{K+1} + ε)/(λ_K + ε)), ε 0.01, mean over the graphs of 10, 15 and 20 mutual neighbours. Good for clearly separated data; it takes too few groups for fine ones.</remarks>
public sealed class Eigengap : SampledRule
{
    private const double Floor = 0.01;
    private static readonly int[] Neighbourhoods = [10, 15, 20];

    /// <inheritdoc/>
    public override string Key => "eigengap";

    /// <inheritdoc/>
    public override string Name => "Eigengap";

    /// <inheritdoc/>
    public override string Idea => "joins images to their mutual neighbours and looks behind which number of groups the graph's eigenvalues leap.";

    internal override ClusterCountCurve Judge(CountSample sample)
    {
        double[][] spectra = [.. Neighbourhoods.Select(sample.Eigenvalues)];
        ClusterCountScore[] scores = [.. sample.Candidates.Select(k => new ClusterCountScore(k, spectra.Average(values => Gap(values, k))))];
        int best = scores.MaxBy(score => score.Score).ClusterCount;
        return new ClusterCountCurve(Key, Name, best, $"Eigengap: the eigenvalues of the neighbour graph leap most behind {best}.", scores);
    }

    /// <summary>ln((λ_{K+1} + ε)/(λ_K + ε)); 0 where the spectrum ends.</summary>
    internal static double Gap(double[] values, int k) => k < values.Length ? Math.Log((values[k] + Floor) / (values[k - 1] + Floor)) : 0;
}
