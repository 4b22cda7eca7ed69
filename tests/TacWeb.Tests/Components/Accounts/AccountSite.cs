using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Accounts;
using TacWeb.Languages;
using TacWeb.Storage;
using TacWeb.Storage.Accounts;
using TacWeb.Testing;

namespace TacWeb.Tests.Components.Accounts;

/// <summary>Pages about people over a real data folder, with login, seen by the admin root.</summary>
public abstract class AccountSite : BunitContext
{
    protected const string Password = "correct horse battery";

    protected static readonly DateTime Now = new(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    protected AccountSite()
    {
        Data = DataFolder.Open(_folder.Of("data"));
        Passwords passwords = new();
        Root = Data.Accounts.Users.AddFirst("root", passwords.Hash(Password), Now)!;
        string session = Secrets.New();
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Data.Accounts.Sessions.Begin(Root.Id, Secrets.Hash(session), now, now.AddDays(1));
        ComponentFactories.AddStub<AntiforgeryToken>();
        LoginSettings login = new(true);
        Services.AddSingleton(login).AddSingleton(Data.Accounts).AddSingleton(passwords).AddSingleton(TimeProvider.System).AddSingleton(new RequestRates()).AddSingleton<RequestLimits>()
            .AddSingleton(new FirstStart(Data.Accounts.Users, login, TimeProvider.System)).AddSingleton<SignIn>().AddSingleton<Viewer>().AddSingleton<AuditTrail>()
            .AddSingleton<AuthenticationStateProvider>(new Known(SignIn.Person(Root, Viewer.SessionClaim, session, "test")));
        LanguageServices.Add(Services);
        Services.AddCascadingValue<HttpContext>(_ => new DefaultHttpContext());
    }

    protected DataFolder Data { get; }

    protected User Root { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Data.Dispose();
            _folder.Dispose();
        }
    }

    private sealed class Known(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person));
    }
}
