using Microsoft.AspNetCore.Components;
using TacWeb.Accounts;
using TacWeb.Core;
using TacWeb.Storage.Accounts;

namespace TacWeb.Components.Accounts;

/// <summary>Where an admin adds people, takes passwords away and removes people.</summary>
public sealed partial class UsersPage
{
    [Inject]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private LoginSettings Login { get; set; } = null!;

    [Inject]
    private AccountStores Accounts { get; set; } = null!;

    [Inject]
    private AuditTrail Trail { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "invite", Name = "Name")]
    private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "invite", Name = "Admin")]
    private bool Admin { get; set; }

    [SupplyParameterFromForm(FormName = "people", Name = "Reset")]
    private int? Reset { get; set; }

    [SupplyParameterFromForm(FormName = "people", Name = "Removed")]
    private int? Removed { get; set; }

    private IReadOnlyList<User> Users { get; set; } = [];

    private string? Secret { get; set; }

    private string? For { get; set; }

    private string? Told { get; set; }

    private string? Wrong { get; set; }

    private string Address => Navigation.ToAbsoluteUri(LoginPaths.Start).ToString();

    private DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <inheritdoc/>
    protected override void OnInitialized() => Users = Accounts.Users.List();

    private void Invite()
    {
        string name = (Name ?? "").Trim(), secret = Secrets.New();
        Wrong = Passwords.NameMistake(name, L);
        if (Wrong is not null)
        {
            return;
        }

        try
        {
            Accounts.Users.Invite(name, Admin, Secrets.Hash(secret), Now + Login.Invitation, Now);
            Trail.Add(AuditLines.PersonAdded(name, Admin));
            Show(secret, name);
        }
        catch (TacWebException)
        {
            Wrong = L["There is already somebody called {0}.", name];
        }
    }

    // Nobody removes themselves, so an admin is always left.
    private void Change()
    {
        if ((Reset ?? Removed) is not { } id || id == Viewer.User!.Id || Accounts.Users.Find(id) is not { } user)
        {
            return;
        }

        if (Reset is not null)
        {
            string secret = Secrets.New();
            Accounts.Users.Reset(id, Secrets.Hash(secret), Now + Login.Invitation);
            Trail.Add(AuditLines.PasswordTaken(user.Name));
            Show(secret, user.Name);
        }
        else
        {
            Accounts.Users.Remove(id);
            Trail.Add(AuditLines.PersonRemoved(user.Name));
            (Told, Users) = (L["{0} is removed.", user.Name], Accounts.Users.List());
        }
    }

    private void Show(string secret, string name) => (Secret, For, Users) = (secret, name, Accounts.Users.List());
}
