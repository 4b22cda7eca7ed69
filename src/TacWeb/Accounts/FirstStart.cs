using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>The one-time token in the log of a server that knows nobody yet: who can read the log makes the admin. It is only ever in memory, so a restart makes a new one. Safe for many threads.</summary>
internal sealed class FirstStart
{
    private readonly UserStore _users;
    private readonly TimeProvider _time;
    private readonly string _hash;

    /// <summary>Makes a token.</summary>
    public FirstStart(UserStore users, LoginSettings login, TimeProvider time)
    {
        (_users, _time, Token) = (users, time, Secrets.New());
        (_hash, ExpiresUtc) = (Secrets.Hash(Token), time.GetUtcNow().UtcDateTime + login.FirstStart);
    }

    /// <summary>The token, for the log.</summary>
    public string Token { get; }

    /// <summary>Until when it can be used.</summary>
    public DateTime ExpiresUtc { get; }

    /// <summary>Whether somebody has yet to be made.</summary>
    public bool IsOpen => _users.IsEmpty;

    /// <summary>Whether the token is too old.</summary>
    public bool IsExpired => _time.GetUtcNow().UtcDateTime >= ExpiresUtc;

    /// <summary>Whether this is the token, in time, and nobody has used it.</summary>
    public bool Accepts(string token) => Secrets.Matches(token.Trim(), _hash) && !IsExpired && IsOpen;
}
