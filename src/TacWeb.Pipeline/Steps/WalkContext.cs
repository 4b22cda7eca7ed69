namespace TacWeb.Pipeline.Steps;

/// <summary>What all steps of one walk share.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Plan">The same, checked.</param>
/// <param name="Progress">Where progress goes.</param>
/// <param name="Time">The clock.</param>
/// <param name="StartedUtc">When the walk began.</param>
/// <param name="Token">Ends the walk.</param>
internal sealed record WalkContext(ClusterRequest Request, RequestPlan Plan, ProgressMeter Progress, TimeProvider Time, DateTime StartedUtc, CancellationToken Token)
{
    /// <summary>Times of the stages that all methods share.</summary>
    public StageTimes Times { get; } = new();

    /// <summary>Sentences for the report.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Runs a stage and adds its time.</summary>
    public async Task<T> TimedAsync<T>(StageTimes times, string stage, Func<Task<T>> work)
    {
        long begun = Time.GetTimestamp();
        T result = await work().ConfigureAwait(false);
        times.Add(stage, Time.GetElapsedTime(begun).TotalSeconds);
        return result;
    }
}
