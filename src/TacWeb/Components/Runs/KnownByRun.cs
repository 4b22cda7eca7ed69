using System.Collections.Concurrent;

namespace TacWeb.Components.Runs;

/// <summary>What was read of finished runs, once each, for everybody; who may see the run is asked before. Safe for many threads.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class KnownByRun<T>
{
    private readonly ConcurrentDictionary<int, T> _known = new();

    /// <summary>What is known of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="read">Reads it the first time.</param>
    public T Of(int run, Func<int, T> read) => _known.GetOrAdd(run, read);
}
