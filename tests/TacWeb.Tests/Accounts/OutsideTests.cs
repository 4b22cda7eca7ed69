using System.Net;

namespace TacWeb.Tests.Accounts;

/// <summary>A server that other machines reach, with and without a proxy in front.</summary>
public sealed class OutsideTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://127.0.0.1:5080;http://10.1.2.3:5080")]
    public async Task An_address_that_others_reach_turns_the_login_on(string urls)
    {
        using LoginSite site = new(urls: urls);
        using HttpClient client = site.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/runs")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task On_loopback_nobody_signs_in_and_the_pages_of_the_login_are_not_there()
    {
        using LoginSite site = new(urls: "http://127.0.0.1:5080;http://localhost:5081");
        using HttpClient client = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/runs")).StatusCode);
        foreach (string path in new[] { "/account", "/account/login", "/account/start", "/users", "/audit" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        }

        string page = await client.GetStringAsync("/runs");
        Assert.DoesNotContain("href=\"account\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"antiforgery\"", page, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(site.Data, "keys")));
    }

    [Fact]
    public async Task Behind_a_proxy_with_TLS_cookies_are_secure_and_its_origin_is_our_own()
    {
        using LoginSite site = new();
        using HttpClient client = site.Client();
        client.DefaultRequestHeaders.Add("Origin", "https://tacweb.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/account/start")).StatusCode);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "tacweb.example");
        using HttpResponseMessage page = await client.GetAsync("/account/start");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }
}
