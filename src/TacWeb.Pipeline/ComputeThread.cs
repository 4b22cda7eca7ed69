namespace TacWeb.Pipeline;

/// <summary>The one thread on which methods are fitted: one at a time, in the order asked for.</summary>
public sealed class ComputeThread : IAsyncDisposable
{
    /// <summary>Runs work on the thread.</summary>
    public Task<T> RunAsync<T>(Func<T> work) => throw new NotImplementedException();

    /// <summary>Waits for the work that was asked for and ends the thread.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
