using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>Begins and ends sessions. A session is a row of the database and a cookie that holds its secret: without the row the cookie is worth nothing.</summary>
internal sealed class SignIn(AccountStores accounts, LoginSettings login, TimeProvider time)
{
    /// <summary>Begins a session of a person in this browser.</summary>
    public Task BeginAsync(HttpContext context, User user)
    {
        string secret = Secrets.New();
        DateTime now = time.GetUtcNow().UtcDateTime;
        accounts.Sessions.Begin(user.Id, Secrets.Hash(secret), now, now + login.Session);
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Person(user, Viewer.SessionClaim, secret, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>Ends the session of this browser.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (context.User.FindFirstValue(Viewer.SessionClaim) is { } secret)
        {
            accounts.Sessions.End(Secrets.Hash(secret));
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Refuses the cookie of a session that has ended.</summary>
    public Task CheckAsync(CookieValidatePrincipalContext cookie)
    {
        if (cookie.Principal?.FindFirstValue(Viewer.SessionClaim) is not { } secret || accounts.Sessions.Find(Secrets.Hash(secret), time.GetUtcNow().UtcDateTime) is null)
        {
            cookie.RejectPrincipal();
            return cookie.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        return Task.CompletedTask;
    }

    /// <summary>A person as ASP.NET Core sees one. What they may do is never read from here but from the stores.</summary>
    public static ClaimsPrincipal Person(User user, string proof, string value, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Name, user.Name), new Claim(proof, value)], scheme));
}
