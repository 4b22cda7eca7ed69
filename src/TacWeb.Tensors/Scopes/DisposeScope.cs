namespace TacWeb.Tensors;

/// <summary>Disposes the tensors that were made on this thread while it was open. Scopes nest; each belongs to the thread that opened it.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);
    private bool _closed;

    /// <summary>A scope inside the innermost open one. Use <see cref="torch.NewDisposeScope"/>, which also opens it.</summary>
    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        _manager = disposeScopeManager ?? throw new ArgumentNullException(nameof(disposeScopeManager));
        Outer = disposeScopeManager.Innermost;
    }

    /// <summary>How many disposables the scope holds.</summary>
    public int DisposablesCount => _disposables.Count;

    /// <summary>What the scope holds now, as a copy.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    internal DisposeScope? Outer { get; }

    /// <summary>Adds a disposable; tensors add themselves.</summary>
    public T Include<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    /// <summary>True when the scope will dispose it.</summary>
    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    /// <summary>Hands a disposable to the enclosing scope, or to nobody when there is none.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        MoveToOther(Outer, disposable);
        return disposable;
    }

    /// <summary>Hands two disposables to the enclosing scope.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Hands three disposables to the enclosing scope.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
        => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Hands disposables to the enclosing scope.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Hands disposables to the enclosing scope.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (IDisposable disposable in disposables)
        {
            MoveToOther(Outer, disposable);
        }
    }

    /// <summary>Hands a disposable to another scope; null releases it from all.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (_disposables.Remove(disposable))
        {
            scope?._disposables.Add(disposable);
            SetOwner(disposable, scope);
            if (scope is null)
            {
                _manager.Counts.DetachedFromScopeCount++;
            }
        }

        return disposable;
    }

    /// <summary>Takes a disposable out of all scopes: its owner disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
        => MoveToOther(null, disposable);

    /// <summary>Takes two disposables out of all scopes.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
        => (Detach(first), Detach(second));

    /// <summary>Takes disposables out of all scopes.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes disposables out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (IDisposable disposable in disposables)
        {
            MoveToOther(null, disposable);
        }
    }

    /// <summary>Puts a disposable that belongs to no scope into this one.</summary>
    public void Attach(IDisposable disposable)
    {
        if (_disposables.Add(disposable))
        {
            _manager.Counts.AttachedToScopeCount++;
            SetOwner(disposable, this);
        }
    }

    /// <summary>Disposes everything the scope holds; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes everything but what is named; the scope stays open and keeps those.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        HashSet<IDisposable> old = _disposables;
        _disposables = new(inKeep, ReferenceEqualityComparer.Instance);
        foreach (IDisposable disposable in old)
        {
            if (!_disposables.Contains(disposable))
            {
                SetOwner(disposable, null);
                _manager.Counts.DisposedInScopeCount++;
                Release(disposable);
            }
        }
    }

    /// <summary>Disposes everything but what is named; the scope stays open and keeps those.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes everything but one; the scope stays open and keeps it.</summary>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Tells the scope that something it held was disposed by hand.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (_disposables.Remove(disposable))
        {
            _manager.Counts.DisposedInScopeCount++;
            SetOwner(disposable, null);
        }
    }

    /// <summary>Disposes everything the scope holds and closes it.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open, or another thread opened this one.</exception>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        DisposeEverything();
        _manager.Close(this);
    }

    private static void SetOwner(IDisposable disposable, DisposeScope? scope)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningScope = scope;
        }
    }

    private static void Release(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.ReleaseStorage();
        }
        else
        {
            disposable.Dispose();
        }
    }
}
