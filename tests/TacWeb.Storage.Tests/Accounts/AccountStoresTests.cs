using TacWeb.Core;
using TacWeb.Storage;
using TacWeb.Storage.Accounts;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests.Accounts;

public sealed class AccountStoresTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public AccountStoresTests() => _data = DataFolder.Open(_folder.Of("data"));

    private AccountStores Accounts => _data.Accounts;

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_first_person_is_the_only_first()
    {
        Assert.True(Accounts.Users.IsEmpty);
        Assert.True(Accounts.Users.AddFirst("root", "hash", Now)!.IsAdmin);
        Assert.Null(Accounts.Users.AddFirst("other", "hash", Now));
        Assert.Equal(("root", "hash"), (Accounts.Users.FindByName("ROOT")!.Value.User.Name, Accounts.Users.FindByName("Root")!.Value.Password));
    }

    [Fact]
    public void An_invitation_is_used_once_and_in_time()
    {
        Accounts.Users.Invite("ann", false, "one", Now.AddHours(1), Now);
        Assert.Throws<TacWebException>(() => Accounts.Users.Invite("Ann", false, "two", Now.AddHours(1), Now));
        Assert.Null(Accounts.Users.FindByName("ann"));
        Assert.Null(Accounts.Users.Accept("one", "hash", Now.AddHours(1)));
        Assert.Null(Accounts.Users.Accept("other", "hash", Now));
        Assert.Equal("ann", Accounts.Users.Accept("one", "hash", Now)!.Name);
        Assert.Null(Accounts.Users.Accept("one", "hash", Now));
    }

    [Fact]
    public void Sessions_end_by_time_password_and_removal()
    {
        User ann = Accounts.Users.AddFirst("ann", "hash", Now)!;
        foreach (string session in new[] { "a", "b" })
        {
            Accounts.Sessions.Begin(ann.Id, session, Now, Now.AddDays(1));
        }

        Assert.Equal("ann", Accounts.Sessions.Find("a", Now)!.Value.User.Name);
        Assert.Null(Accounts.Sessions.Find("a", Now.AddDays(1)));
        int before = Accounts.Changes;
        Accounts.Users.SetPassword(ann.Id, "new", "b");
        Assert.True(Accounts.Changes > before);
        Assert.Null(Accounts.Sessions.Find("a", Now));
        Assert.NotNull(Accounts.Sessions.Find("b", Now));
        Accounts.Users.Remove(ann.Id);
        Assert.Null(Accounts.Sessions.Find("b", Now));
    }

    [Fact]
    public void A_token_is_its_owners_to_revoke()
    {
        User ann = Accounts.Users.AddFirst("ann", "hash", Now)!;
        Assert.True(Accounts.Tokens.Add(ann.Id, "nightly", "t", Now));
        Assert.Equal("ann", Accounts.Tokens.Find("t", Now)!.Name);
        ApiToken token = Assert.Single(Accounts.Tokens.Of(ann.Id));
        Assert.Equal(Now, token.UsedUtc);
        Assert.Null(Accounts.Tokens.Revoke(ann.Id + 1, token.Id));
        Assert.Equal("nightly", Accounts.Tokens.Revoke(ann.Id, token.Id));
        Assert.Null(Accounts.Tokens.Find("t", Now));
    }

    [Fact]
    public void The_audit_log_keeps_the_newest_lines_and_no_control_characters()
    {
        for (int i = 0; i < 3; i++)
        {
            Accounts.Audit.Add(Now.AddSeconds(i), "ann", $"line\n{i}", "::1");
        }

        Assert.Equal(["line2", "line1"], Accounts.Audit.List(null, 2).Select(entry => entry.What));
        Assert.Equal(["line0"], Accounts.Audit.List(2, 5).Select(entry => entry.What));
    }
}
