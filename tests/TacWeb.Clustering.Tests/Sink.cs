namespace TacWeb.Clustering.Tests;

/// <summary>Progress that is told at once, on the thread that reports.</summary>
internal sealed class Sink<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
