using System.Net;

namespace TacWeb.Tests.Hosting;

public sealed class SiteTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_answers(string path, string status)
    {
        using HttpClient client = site.Client();
        Assert.Contains($"\"status\":\"{status}\"", await client.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_lists_every_run_with_names_scores_and_time()
    {
        using HttpClient client = site.Client();
        string page = await client.GetStringAsync("/runs");
        Assert.Contains($"href=\"runs/{site.Labelled}\"", page, StringComparison.Ordinal);
        Assert.Contains("birds", page, StringComparison.Ordinal);
        Assert.Contains("hummingbird", page, StringComparison.Ordinal);
        Assert.Contains("1,234 images", page, StringComparison.Ordinal);
        Assert.Contains("64.2", page, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2026-11-22T10:30:00Z\">", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("&lt;b&gt;owl", StringComparison.Ordinal) < page.IndexOf("hummingbird", StringComparison.Ordinal), "the larger cluster comes first");
    }

    [Fact]
    public async Task Names_out_of_an_archive_are_text_never_markup()
    {
        using HttpClient client = site.Client();
        string page = await client.GetStringAsync("/runs");
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>owl", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_searched_for_stands_in_the_address()
    {
        using HttpClient client = site.Client();
        string page = await client.GetStringAsync("/runs?q=BIRDS");
        Assert.Contains($"href=\"runs/{site.Labelled}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"runs/{site.Unlabelled}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nope")]
    [InlineData("/runs/999/index.html")]
    [InlineData("/css/site.css")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/health/live")]
    public async Task Every_response_carries_the_security_headers(string path)
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.GetAsync(path);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_run_page_may_run_no_script_at_all()
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.GetAsync($"/runs/{site.Labelled}/index.html");
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.Contains("hummingbird", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assignments.csv", "text/csv")]
    [InlineData("clusters.json", "application/json")]
    [InlineData("report.json", "application/json")]
    public async Task The_files_of_a_run_can_be_downloaded(string name, string type)
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.GetAsync($"/api/runs/{site.Labelled}/{name}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("/runs/1/tacweb.db")]
    [InlineData("/runs/1/..%2f..%2ftacweb.db")]
    [InlineData("/runs/1/%2e%2e/%2e%2e/lock")]
    [InlineData("/runs/999/index.html")]
    [InlineData("/api/runs/999/report.json")]
    [InlineData("/api/runs/1/lock")]
    public async Task Nothing_else_of_the_data_folder_is_served(string path)
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("tacweb.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("192.168.1.7", HttpStatusCode.Forbidden)]
    public async Task Only_loopback_names_are_answered(string host, HttpStatusCode expected)
    {
        using HttpClient client = site.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live") { Headers = { Host = host } };
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("Origin", "https://localhost", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost:3000", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    public async Task Requests_that_another_site_caused_are_refused(string header, string value, HttpStatusCode expected)
    {
        using HttpClient client = site.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/health/live");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage response = await client.GetAsync("/nope");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_data_folder_is_in_use()
    {
        using HttpClient client = site.Client();
        Cli.CommandResult result = await Cli.Tacweb.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", site.Data);
        Assert.Equal(1, result.Code);
        Assert.Contains("in use by another tacweb process", result.Reason, StringComparison.Ordinal);
    }
}
