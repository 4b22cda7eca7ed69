using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>Signs in scripts that send <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class BearerTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountStores accounts, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "Bearer";

    private const string Prefix = "Bearer ";

    /// <summary>Whether a request carries a token.</summary>
    public static bool Carries(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        string hash = Secrets.Hash(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim());
        return Task.FromResult(accounts.Tokens.Find(hash, time.GetUtcNow().UtcDateTime) is { } user
            ? AuthenticateResult.Success(new AuthenticationTicket(SignIn.Person(user, Viewer.TokenClaim, hash, Name), Name))
            : AuthenticateResult.Fail("There is no such token."));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return Results.Problem("The token is not known, or was revoked.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound; // what is not for a script is not there
        return Task.CompletedTask;
    }
}
