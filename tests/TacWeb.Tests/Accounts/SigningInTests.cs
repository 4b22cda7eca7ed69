using System.Net;
using System.Net.Http.Json;
using TacWeb.Storage.Accounts;

namespace TacWeb.Tests.Accounts;

public sealed class SigningInTests : IDisposable
{
    private readonly LoginSite _site = new();
    private readonly User _root;
    private readonly User _ann;

    public SigningInTests() => (_root, _ann) = (_site.Add("root", admin: true), _site.Add("ann"));

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_page_leads_to_the_login_and_back()
    {
        using HttpClient client = _site.Client();
        using HttpResponseMessage asked = await client.GetAsync("/runs?q=birds");
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        string login = asked.Headers.Location!.PathAndQuery;
        Assert.StartsWith("/account/login?returnUrl=", login, StringComparison.Ordinal);
        using HttpResponseMessage entered = await LoginSite.SubmitAsync(client, login, "login", ("Name", "ANN"), ("Password", LoginSite.Password));
        Assert.Equal("/runs?q=birds", entered.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/runs?q=birds")).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_led_to_another_site(string address)
    {
        using HttpClient client = _site.Client();
        using HttpResponseMessage entered = await LoginSite.SubmitAsync(client, $"/account/login?returnUrl={Uri.EscapeDataString(address)}", "login", ("Name", "ann"), ("Password", LoginSite.Password));
        Assert.Equal("http://localhost/", new Uri(new Uri("http://localhost/"), entered.Headers.Location!).ToString());
    }

    [Theory]
    [InlineData("ann", "correct horse batterz")]
    [InlineData("nobody", LoginSite.Password)]
    [InlineData("", "")]
    public async Task A_wrong_name_or_password_is_refused_alike_and_written_down(string name, string password)
    {
        using HttpClient client = _site.Client();
        using HttpResponseMessage refused = await LoginSite.SubmitAsync(client, "/account/login", "login", ("Name", name), ("Password", password));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("Name or password is wrong.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/")).StatusCode);
        AuditEntry entry = _site.Accounts.Audit.List(null, 1)[0];
        Assert.Equal(("Sign-in refused", name), (entry.What, entry.Who));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        using HttpClient client = _site.Client();
        using FormUrlEncodedContent form = new([new("_handler", "login"), new("Name", "ann"), new("Password", LoginSite.Password)]);
        using HttpResponseMessage refused = await client.PostAsync("/account/login", form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_a_copied_cookie()
    {
        using HttpClient client = _site.Client(), copy = _site.Client();
        using HttpResponseMessage entered = await LoginSite.SubmitAsync(client, "/account/login", "login", ("Name", "ann"), ("Password", LoginSite.Password));
        copy.DefaultRequestHeaders.Add("Cookie", entered.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("tacweb=", StringComparison.Ordinal)).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/runs")).StatusCode);
        using HttpResponseMessage left = await LoginSite.SubmitAsync(client, "/account", "leave");
        Assert.Equal(HttpStatusCode.Found, left.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await copy.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/runs")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_itself()
    {
        using HttpClient client = _site.Client();
        await LoginSite.SignInAsync(client, "ann");
        _site.Time.Ahead = TimeSpan.FromDays(7.1);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/runs")).StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        using HttpClient here = _site.Client(), there = _site.Client();
        await LoginSite.SignInAsync(here, "ann");
        await LoginSite.SignInAsync(there, "ann");
        using HttpResponseMessage wrong = await LoginSite.SubmitAsync(here, "/account", "password", ("Current", "something else"), ("Password", "another password"), ("Again", "another password"));
        Assert.Contains("until now is wrong", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/runs")).StatusCode);
        using HttpResponseMessage changed = await LoginSite.SubmitAsync(here, "/account", "password", ("Current", LoginSite.Password), ("Password", "another password"), ("Again", "another password"));
        Assert.Contains("The password is changed", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.GetAsync("/runs")).StatusCode);
        await LoginSite.SignInAsync(there, "ann", "another password");
    }

    [Fact]
    public async Task An_invitation_works_once_and_an_admin_page_is_not_there_for_others()
    {
        using HttpClient admin = _site.Client(), bob = _site.Client(), other = _site.Client();
        await LoginSite.SignInAsync(admin, "root");
        using HttpResponseMessage invited = await LoginSite.SubmitAsync(admin, "/users", "invite", ("Name", "bob"));
        string page = await invited.Content.ReadAsStringAsync();
        string token = System.Text.RegularExpressions.Regex.Match(page, "[0-9a-f]{64}").Value;
        (string, string)[] fields = [("Token", token), ("Password", LoginSite.Password), ("Again", LoginSite.Password)];
        Assert.Equal(HttpStatusCode.Found, (await LoginSite.SubmitAsync(bob, "/account/start", "start", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await LoginSite.SubmitAsync(other, "/account/start", "start", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bob.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync("/users")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync("/audit")).StatusCode);
        Assert.Contains("Person added: bob", await admin.GetStringAsync("/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_removed_or_reset_is_out_at_once()
    {
        using HttpClient admin = _site.Client(), ann = _site.Client(), script = _site.Client(_site.TokenOf(_ann));
        await LoginSite.SignInAsync(admin, "root");
        await LoginSite.SignInAsync(ann, "ann");
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/runs")).StatusCode);
        using HttpResponseMessage reset = await LoginSite.SubmitAsync(admin, "/users", "people", ("Reset", $"{_ann.Id}"));
        Assert.Contains("One-time token for ann", await reset.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await ann.GetAsync("/runs")).StatusCode);
        await LoginSite.SubmitAsync(admin, "/users", "people", ("Removed", $"{_ann.Id}"));
        await LoginSite.SubmitAsync(admin, "/users", "people", ("Removed", $"{_root.Id}"));
        Assert.Equal(["root"], _site.Accounts.Users.List().Select(user => user.Name));
    }

    [Fact]
    public async Task A_token_is_made_shown_once_used_and_revoked()
    {
        using HttpClient ann = _site.Client();
        await LoginSite.SignInAsync(ann, "ann");
        using HttpResponseMessage made = await LoginSite.SubmitAsync(ann, "/account", "token", ("Purpose", "nightly"));
        string secret = System.Text.RegularExpressions.Regex.Match(await made.Content.ReadAsStringAsync(), "[0-9a-f]{64}").Value;
        Assert.DoesNotContain(secret, await ann.GetStringAsync("/account"), StringComparison.Ordinal);
        using HttpClient script = _site.Client(secret);
        Assert.Equal(HttpStatusCode.OK, (await script.GetAsync("/api/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await script.GetAsync("/account")).StatusCode);
        await LoginSite.SubmitAsync(ann, "/account", "revoke", ("Revoked", $"{_site.Accounts.Tokens.Of(_ann.Id)[0].Id}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.GetAsync("/api/runs")).StatusCode);
    }

    [Fact]
    public async Task What_a_cookie_changes_needs_the_antiforgery_header_and_a_bearer_token_does_not()
    {
        using HttpClient browser = _site.Client(), script = _site.Client(_site.TokenOf(_ann));
        await LoginSite.SignInAsync(browser, "ann");
        object order = new { datasetId = 999 };
        using HttpResponseMessage without = await browser.PostAsJsonAsync("/api/runs", order);
        Assert.Contains("RequestVerificationToken", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(browser)).StatusCode);
        using HttpResponseMessage scripted = await script.PostAsJsonAsync("/api/runs", order);
        Assert.Contains("no dataset 999", await scripted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync(script)).StatusCode);
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await LoginSite.ProofAsync(browser));
        using HttpResponseMessage with = await browser.PostAsJsonAsync("/api/runs", order);
        Assert.Contains("no dataset 999", await with.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync(browser)).StatusCode);
    }

    [Theory]
    [InlineData("/css/site.css", "text/css")]
    [InlineData("/js/theme.js", "text/javascript")]
    [InlineData("/img/mark.svg", "image/svg+xml")]
    [InlineData("/_content/Radzen.Blazor/css/standard-base.css", "text/css")]
    public async Task The_files_of_the_program_are_everybodys(string path, string type)
    {
        using HttpClient client = _site.Client();
        using HttpResponseMessage file = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(type, file.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("tacweb.example", null, HttpStatusCode.OK)]
    [InlineData("tacweb.example", "http://tacweb.example", HttpStatusCode.OK)]
    [InlineData("tacweb.example", "http://evil.example", HttpStatusCode.Forbidden)]
    public async Task Any_host_is_answered_but_no_foreign_origin(string host, string? origin, HttpStatusCode expected)
    {
        using HttpClient client = _site.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        request.Headers.TryAddWithoutValidation("Origin", origin);
        Assert.Equal(expected, (await client.SendAsync(request)).StatusCode);
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client)
    {
        HttpRequestMessage create = new(HttpMethod.Post, "/api/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "5" } } };
        return client.SendAsync(create);
    }
}
