namespace TacWeb.Clustering.ClusterCount;

/// <summary>A rule that judges the candidates on a seeded sample; several rules may share one (<see cref="Suggestion"/>).</summary>
public abstract class SampledRule : IClusterCountRule
{
    private protected SampledRule()
    {
    }

    /// <inheritdoc/>
    public abstract string Key { get; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Idea { get; }

    /// <inheritdoc/>
    public ClusterCountChoice Choose(ClusterInput input, FitContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        CountSample sample = CountSample.Of(input, context.Seed, cancellationToken);
        if (sample.Settled is { } settled)
        {
            return new ClusterCountChoice(settled, []) { Reasons = [CountSample.FixedReason] };
        }

        ClusterCountCurve curve = Judge(sample);
        return new ClusterCountChoice(curve.Best, curve.Scores) { Reasons = [curve.Reason], Curves = [curve] };
    }

    /// <summary>Scores of the candidates.</summary>
    internal abstract ClusterCountCurve Judge(CountSample sample);
}
