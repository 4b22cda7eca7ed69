namespace TacWeb.Core.Runs;

/// <summary>Label-free yardsticks of one state of a fit (methods §4.11), each 0…1 or a little below.</summary>
/// <param name="Agreement">a: mean adjusted Rand index between several runs.</param>
/// <param name="Generalisation">g: how well a linear classifier learns the labels.</param>
public sealed record FitQuality(double Agreement, double Generalisation)
{
    /// <summary>q = (a + g)/2.</summary>
    public double Quality => (Agreement + Generalisation) / 2;
}
