namespace TacWeb.Tensors;

/// <summary>The open dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? t_singleton;

    private readonly Stack<DisposeScope> _scopes = new();

    /// <summary>The counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal static DisposeScopeManager Current => t_singleton ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Innermost => _scopes.TryPeek(out DisposeScope? scope) ? scope : null;

    internal static DisposeScope Open()
    {
        DisposeScope scope = new(Current);
        Current._scopes.Push(scope);
        return scope;
    }

    internal DisposeScope? Register(IDisposable disposable)
    {
        DisposeScope? scope = Innermost;
        if (scope is null)
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.CreatedInScopeCount++;
        scope.Include(disposable);
        return scope;
    }

    internal void Close(DisposeScope scope)
    {
        if (Innermost != scope)
        {
            throw new InvalidOperationException("Dispose scopes must be closed in the reverse order of their opening, on the thread that opened them.");
        }

        _scopes.Pop();
    }
}
