using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using TacWeb.Storage;
using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>Who looks: the person of a request or of a circuit, and what they may see. Asked anew whenever sessions, tokens or people change, so that nobody goes on seeing what they lost.</summary>
/// <param name="login">Whether people sign in at all.</param>
/// <param name="accounts">Knows sessions and tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="authentication">Who sent the request, or opened the circuit.</param>
internal sealed class Viewer(LoginSettings login, AccountStores accounts, TimeProvider time, AuthenticationStateProvider? authentication = null)
{
    /// <summary>The claim that holds a session's secret; it only ever is in the encrypted cookie.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim that holds the hash of the token which a script sent.</summary>
    public const string TokenClaim = "token";

    private readonly Lock _lock = new();
    private (User? User, int Changes, DateTime UntilUtc)? _known;

    /// <summary>The person; null without login, and for one who is not, or no longer, signed in.</summary>
    public User? User
    {
        get
        {
            if (!login.IsOn)
            {
                return null;
            }

            lock (_lock)
            {
                int changes = accounts.Changes;
                DateTime now = time.GetUtcNow().UtcDateTime;
                if (_known is not { } known || known.Changes != changes || known.UntilUtc <= now)
                {
                    (User? user, DateTime until) = Look(now);
                    _known = known = (user, changes, until);
                }

                return known.User;
            }
        }
    }

    /// <summary>Whether it is an admin; without login everybody is.</summary>
    public bool IsAdmin => !login.IsOn || User is { IsAdmin: true };

    /// <summary>What may be seen.</summary>
    public Access Access => !login.IsOn ? Access.Everything : User is { } user ? new Access(user.Id, user.IsAdmin) : Access.Nothing;

    /// <summary>Hash of the session of this browser; null for a script.</summary>
    public string? Session => Claim(SessionClaim) is { } secret ? Secrets.Hash(secret) : null;

    /// <summary>Name for the audit log.</summary>
    public string Name => User?.Name ?? "";

    private (User? User, DateTime UntilUtc) Look(DateTime now) =>
        Session is { } session ? accounts.Sessions.Find(session, now) is { } found ? (found.User, found.ExpiresUtc) : (null, DateTime.MaxValue)
        : Claim(TokenClaim) is { } token ? (accounts.Tokens.Find(token, now), DateTime.MaxValue)
        : (null, DateTime.MaxValue);

    // Complete at once, both for requests (RequestViewer) and for circuits, which know their person from the start.
    private string? Claim(string type) => authentication?.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true } state ? state.Result.User.FindFirstValue(type) : null;
}
