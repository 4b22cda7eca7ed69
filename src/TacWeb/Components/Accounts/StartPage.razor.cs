using Microsoft.AspNetCore.Components;
using TacWeb.Accounts;
using TacWeb.Storage.Accounts;

namespace TacWeb.Components.Accounts;

/// <summary>Where a one-time token is used: that of the first start makes the admin, an invitation gives its person a password.</summary>
public sealed partial class StartPage
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AccountStores Accounts { get; set; } = null!;

    [Inject]
    private Passwords Hashes { get; set; } = null!;

    [Inject]
    private SignIn SignIn { get; set; } = null!;

    [Inject]
    private FirstStart First { get; set; } = null!;

    [Inject]
    private RequestLimits Limits { get; set; } = null!;

    [Inject]
    private AuditTrail Trail { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "start", Name = "Token")]
    private string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "start", Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "start", Name = "Password")]
    private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "start", Name = "Again")]
    private string? Again { get; set; }

    private bool IsFirst { get; set; }

    private string? Wrong { get; set; }

    private string Title => IsFirst ? L["First start"] : L["Choose a password"];

    /// <inheritdoc/>
    protected override void OnInitialized() => IsFirst = First.IsOpen;

    private async Task BeginAsync()
    {
        if (Limits.Refuse(RequestKind.Login, Trail.Address) is { } wait)
        {
            RequestLimits.Mark(Http.Response, wait);
            Refuse(StatusCodes.Status429TooManyRequests, L["Too many tries; try again in {0} seconds.", RequestLimits.Seconds(wait)]);
            return;
        }

        if ((IsFirst ? MakeAdmin() : AcceptInvitation()) is { } user)
        {
            await SignIn.BeginAsync(Http, user);
            Navigation.NavigateTo("");
        }
    }

    private User? MakeAdmin()
    {
        string name = (Name ?? "").Trim();
        string? mistake = First.IsExpired ? L["The token has expired. Restart the server: its log then has a new one."]
            : !First.Accepts(Token ?? "") ? L["This is not the token in the server's log."]
            : Passwords.NameMistake(name, L) ?? Passwords.Mistake(Password, Again, name, L);
        if (mistake is null && Accounts.Users.AddFirst(name, Hashes.Hash(Password!), Now) is { } user)
        {
            Trail.Add(AuditLines.FirstStart, user.Name);
            return user;
        }

        Refuse(StatusCodes.Status400BadRequest, mistake ?? L["The token was used already."]);
        return null;
    }

    private User? AcceptInvitation()
    {
        string token = Secrets.Hash((Token ?? "").Trim());
        User? invited = Accounts.Users.Invited(token, Now);
        string? mistake = invited is null ? L["There is no such token, or it was used already, or has expired. Ask your admin for a new one."] : Passwords.Mistake(Password, Again, invited.Name, L);
        if (mistake is null && Accounts.Users.Accept(token, Hashes.Hash(Password!), Now) is { } user)
        {
            Trail.Add(AuditLines.PasswordChosen, user.Name);
            return user;
        }

        Refuse(StatusCodes.Status400BadRequest, mistake ?? L["The token was used already."]);
        return null;
    }

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    private void Refuse(int status, string why) => (Http.Response.StatusCode, Wrong) = (status, why);
}
