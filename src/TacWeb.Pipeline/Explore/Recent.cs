namespace TacWeb.Pipeline.Explore;

/// <summary>The last few things that were read, shared by all who read them. Safe for many threads.</summary>
/// <typeparam name="T">What is kept; immutable.</typeparam>
/// <param name="kept">How many.</param>
public sealed class Recent<T>(int kept)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly LinkedList<T> _things = new();

    /// <summary>The newest one that is wanted, which then is the last to go; null when none is kept.</summary>
    public T? Find(Predicate<T> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        lock (_lock)
        {
            for (LinkedListNode<T>? node = _things.First; node is not null; node = node.Next)
            {
                if (wanted(node.Value))
                {
                    _things.Remove(node);
                    _things.AddFirst(node);
                    return node.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Keeps one more; the one that was not asked for longest goes.</summary>
    public void Keep(T thing)
    {
        lock (_lock)
        {
            _things.AddFirst(thing);
            if (_things.Count > kept)
            {
                _things.RemoveLast();
            }
        }
    }
}
