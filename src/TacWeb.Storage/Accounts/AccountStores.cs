namespace TacWeb.Storage.Accounts;

/// <summary>Everything about people in one place. Secrets come in as hashes; none is kept as it is. Safe for many threads.</summary>
public sealed class AccountStores
{
    private int _changes;

    internal AccountStores(Database database)
    {
        Users = new UserStore(database, Changed);
        Sessions = new SessionStore(database, Changed);
        Tokens = new TokenStore(database, Changed);
        Audit = new AuditStore(database);
    }

    /// <summary>People.</summary>
    public UserStore Users { get; }

    /// <summary>Who is signed in.</summary>
    public SessionStore Sessions { get; }

    /// <summary>Tokens for scripts.</summary>
    public TokenStore Tokens { get; }

    /// <summary>Who did what.</summary>
    public AuditStore Audit { get; }

    /// <summary>Grows whenever somebody may no longer do what they could: what was looked up before has to be looked up again.</summary>
    public int Changes => Volatile.Read(ref _changes);

    private void Changed() => Interlocked.Increment(ref _changes);
}
