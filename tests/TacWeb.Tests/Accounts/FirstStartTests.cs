using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Accounts;

namespace TacWeb.Tests.Accounts;

public sealed class FirstStartTests : IDisposable
{
    private readonly LoginSite _site = new();

    private string Token => _site.Services.GetRequiredService<FirstStart>().Token;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_token_makes_the_admin_once()
    {
        using HttpClient client = _site.Client(), second = _site.Client();
        Assert.Equal("/account/start", (await client.GetAsync("/account/login")).Headers.Location?.ToString().Replace("http://localhost", "", StringComparison.Ordinal));
        using HttpResponseMessage made = await StartAsync(client, Token, "root");
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        string cookie = made.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("tacweb=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/users")).StatusCode);
        using HttpResponseMessage again = await StartAsync(second, Token, "other");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Single(_site.Accounts.Users.List());
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        using HttpClient client = _site.Client();
        string token = Token;
        _site.Time.Ahead = TimeSpan.FromMinutes(31);
        using HttpResponseMessage response = await StartAsync(client, token, "root");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("has expired", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(_site.Accounts.Users.IsEmpty);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "root", LoginSite.Password, "not the token")]
    [InlineData(null, "root", "short", "at least 10")]
    [InlineData(null, "battery", LoginSite.Password, "must not hold the name")]
    [InlineData(null, " ", LoginSite.Password, "A name is needed")]
    public async Task What_is_wrong_is_said(string? token, string name, string password, string why)
    {
        using HttpClient client = _site.Client();
        using HttpResponseMessage response = await LoginSite.SubmitAsync(client, "/account/start", "start", ("Token", token ?? Token), ("Name", name), ("Password", password), ("Again", password));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(why, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True(_site.Accounts.Users.IsEmpty);
    }

    [Fact]
    public void Keys_and_database_are_for_the_owner_of_the_process_alone()
    {
        using HttpClient client = _site.Client();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Path.Combine(_site.Data, "keys")).UnixFileMode);
        }
    }

    private static Task<HttpResponseMessage> StartAsync(HttpClient client, string token, string name) =>
        LoginSite.SubmitAsync(client, "/account/start", "start", ("Token", token), ("Name", name), ("Password", LoginSite.Password), ("Again", LoginSite.Password));
}
