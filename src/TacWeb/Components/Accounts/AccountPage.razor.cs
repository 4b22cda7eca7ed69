using Microsoft.AspNetCore.Components;
using TacWeb.Accounts;
using TacWeb.Storage.Accounts;

namespace TacWeb.Components.Accounts;

/// <summary>A person's own account: password, tokens for scripts, signing out.</summary>
public sealed partial class AccountPage
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private AccountStores Accounts { get; set; } = null!;

    [Inject]
    private Passwords Hashes { get; set; } = null!;

    [Inject]
    private SignIn SignIn { get; set; } = null!;

    [Inject]
    private RequestLimits Limits { get; set; } = null!;

    [Inject]
    private AuditTrail Trail { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "password", Name = "Current")]
    private string? Current { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "Password")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "password", Name = "Again")]
    private string? Again { get; set; }

    [SupplyParameterFromForm(FormName = "token", Name = "Purpose")]
    private string? Purpose { get; set; }

    [SupplyParameterFromForm(FormName = "revoke", Name = "Revoked")]
    private int? Revoked { get; set; }

    private User? Self { get; set; }

    private IReadOnlyList<ApiToken> Tokens { get; set; } = [];

    private string? Secret { get; set; }

    private string? Told { get; set; }

    private string? Wrong { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Self = Viewer.User;
        Tokens = Self is { } self ? Accounts.Tokens.Of(self.Id) : [];
    }

    private async Task LeaveAsync()
    {
        Trail.Add(AuditLines.SignedOut);
        await SignIn.EndAsync(Http);
        Navigation.NavigateTo(LoginPaths.Login[1..]);
    }

    private Task ChangeAsync()
    {
        User self = Self!;
        if (Limits.Refuse(RequestKind.Login, $"#{self.Id}") is { } wait)
        {
            RequestLimits.Mark(Http.Response, wait);
            (Http.Response.StatusCode, Wrong) = (StatusCodes.Status429TooManyRequests, L["Too many tries; try again in {0} seconds.", RequestLimits.Seconds(wait)]);
            return Task.CompletedTask;
        }

        Wrong = Hashes.Check(Accounts.Users, self.Name, Current ?? "") is null ? L["The password until now is wrong."] : Passwords.Mistake(Password, Again, self.Name, L);
        if (Wrong is null)
        {
            Accounts.Users.SetPassword(self.Id, Hashes.Hash(Password!), Viewer.Session);
            Trail.Add(AuditLines.PasswordChanged);
            Told = L["The password is changed; your sessions in other browsers have ended."];
        }

        return Task.CompletedTask;
    }

    private void MakeToken()
    {
        User self = Self!;
        string purpose = (Purpose ?? "").Trim(), secret = Secrets.New();
        if (Passwords.NameMistake(purpose, L) is { } mistake)
        {
            Wrong = mistake;
        }
        else if (!Accounts.Tokens.Add(self.Id, purpose, Secrets.Hash(secret), Time.GetUtcNow().UtcDateTime))
        {
            Wrong = L["You have {0} tokens already; revoke one first.", TokenStore.Most];
        }
        else
        {
            Trail.Add(AuditLines.TokenMade(purpose));
            (Secret, Tokens) = (secret, Accounts.Tokens.Of(self.Id));
        }
    }

    private void Revoke()
    {
        User self = Self!;
        if (Revoked is { } id && Accounts.Tokens.Revoke(self.Id, id) is { } name)
        {
            Trail.Add(AuditLines.TokenRevoked(name));
            (Told, Tokens) = (L["The token “{0}” does not work any more.", name], Accounts.Tokens.Of(self.Id));
        }
    }
}
