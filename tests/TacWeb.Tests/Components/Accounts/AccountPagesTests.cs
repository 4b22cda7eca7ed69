using Bunit;
using TacWeb.Components.Accounts;
using TacWeb.Storage.Accounts;

namespace TacWeb.Tests.Components.Accounts;

public sealed class AccountPagesTests : AccountSite
{
    [Fact]
    public void The_login_asks_for_name_and_password_as_browsers_know_them()
    {
        var page = Render<LoginPage>();
        Assert.Equal(["username", "current-password"], page.FindAll("input").Select(input => input.GetAttribute("autocomplete")));
        Assert.All(page.FindAll("input"), input => Assert.NotNull(page.Find($"label[for={input.Id}]")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_one_time_token_asks_for_a_name_only_at_the_first_start()
    {
        Assert.Empty(Render<StartPage>().FindAll("#name"));
        Data.Accounts.Users.Remove(Root.Id);
        var first = Render<StartPage>();
        Assert.NotNull(first.Find("#name"));
        Assert.Equal("First start", first.Find("h1").TextContent);
    }

    [Fact]
    public void A_new_password_is_typed_twice_and_its_rule_is_told()
    {
        var fields = Render<PasswordFields>();
        Assert.Equal(2, fields.FindAll("input[type=password][autocomplete=new-password][minlength='10']").Count);
        Assert.Contains("At least 10 characters", fields.Find($"#{fields.Find("#new-password").GetAttribute("aria-describedby")}").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_shows_its_tokens_and_leads_an_admin_on()
    {
        Data.Accounts.Tokens.Add(Root.Id, "<b>nightly</b>", "hash", Now);
        var page = Render<AccountPage>();
        Assert.Equal("root", page.Find("h1").TextContent);
        Assert.Equal("<b>nightly</b>", page.Find(".rows strong").TextContent);
        Assert.Contains("never used", page.Find(".rows").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("a[href=users]"));
        Assert.NotNull(page.Find("a[href=audit]"));
    }

    [Fact]
    public void Tokens_are_made_and_the_secret_is_shown_once()
    {
        var page = Render<AccountPage>();
        page.Find("form:has(#purpose)").Submit();
        Assert.Contains("A name is needed", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Data.Accounts.Tokens.Of(Root.Id));
    }

    [Fact]
    public void People_can_be_removed_but_not_by_themselves()
    {
        Data.Accounts.Users.Invite("ann", false, "hash", Now.AddDays(1), Now);
        var page = Render<UsersPage>();
        Assert.Equal(["ann", "root"], page.FindAll(".people strong").Select(name => name.TextContent));
        Assert.Contains("has no password yet", page.FindAll(".people li")[0].TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("button[name=Removed]"));
        Assert.Empty(page.FindAll(".people li")[1].QuerySelectorAll("button"));
    }

    [Fact]
    public void The_audit_log_is_text_newest_first_and_leads_to_older_lines()
    {
        for (int i = 0; i < 201; i++)
        {
            Data.Accounts.Audit.Add(Now.AddSeconds(i), "<i>ann</i>", $"line {i}", "::1");
        }

        var page = Render<AuditPage>();
        Assert.Equal(200, page.FindAll("tbody tr").Count);
        Assert.Equal(["<i>ann</i>", "line 200", "::1"], page.FindAll("tbody tr")[0].QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent));
        Assert.Equal("audit?before=2", page.Find(".buttons a").GetAttribute("href"));
    }

    [Fact]
    public void A_secret_is_text_that_can_be_marked()
    {
        var notice = Render<SecretNotice>(parameters => parameters.Add(secret => secret.Secret, "abc").Add(secret => secret.Title, "Token").Add(secret => secret.Text, "Copy it"));
        Assert.Equal("abc", notice.Find("pre").TextContent);
        Assert.Equal("0", notice.Find("pre").GetAttribute("tabindex"));
    }
}
