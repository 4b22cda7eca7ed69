using Microsoft.AspNetCore.Components;
using TacWeb.Accounts;
using TacWeb.Storage.Accounts;

namespace TacWeb.Components.Accounts;

/// <summary>Where people sign in with name and password.</summary>
public sealed partial class LoginPage
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
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = LoginPaths.Return)]
    private string? Return { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "login", Name = "Password")]
    private string? Password { get; set; }

    private string? Wrong { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (First.IsOpen)
        {
            Navigation.NavigateTo(LoginPaths.Start[1..]);
        }
    }

    private async Task EnterAsync()
    {
        if (Limits.Refuse(RequestKind.Login, Trail.Address) is { } wait)
        {
            RequestLimits.Mark(Http.Response, wait);
            Refuse(StatusCodes.Status429TooManyRequests, L["Too many tries; try again in {0} seconds.", RequestLimits.Seconds(wait)]);
        }
        else if (Hashes.Check(Accounts.Users, Name ?? "", Password ?? "") is { } user)
        {
            await SignIn.BeginAsync(Http, user);
            Trail.Add(AuditLines.SignedIn, user.Name);
            Navigation.NavigateTo(LoginPaths.Local(Return));
        }
        else
        {
            Trail.Add(AuditLines.Refused, (Name ?? "").Trim());
            Refuse(StatusCodes.Status401Unauthorized, L["Name or password is wrong."]);
        }
    }

    private void Refuse(int status, string why) => (Http.Response.StatusCode, Wrong) = (status, why);
}
