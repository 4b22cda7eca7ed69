using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>A labelling and its label-free yardsticks.</summary>
/// <param name="Labels">N labels.</param>
/// <param name="Agreement">a, mean pairwise ARI of its runs.</param>
/// <param name="Generalisation">g, on the unchanged images.</param>
internal sealed record Candidate(int[] Labels, double Agreement, double Generalisation)
{
    /// <summary>q = (a + g)/2.</summary>
    public double Quality => (Agreement + Generalisation) / 2;

    /// <summary>a and g, for the report.</summary>
    public FitQuality Yardsticks => new(Agreement, Generalisation);
}
