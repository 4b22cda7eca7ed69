using System.Net;
using System.Text.RegularExpressions;
using TacWeb.Tests.Hosting;

namespace TacWeb.Tests.Languages;

/// <summary>How a page's language is found and changed, over HTTP.</summary>
public sealed partial class LanguageTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(null, "en")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("fr,en;q=0.8,zh;q=0.5", "en")]
    [InlineData("de", "en")]
    [InlineData("en;q=0.3,zh;q=0.9", "zh-CN")]
    public async Task A_page_speaks_what_the_browser_prefers(string? accepted, string language)
    {
        using HttpClient client = site.Client();
        if (accepted is not null)
        {
            client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        }

        string page = await client.GetStringAsync("/settings");
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(language == "en" ? "Skip to content" : "跳到正文", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_sets_a_cookie_that_outweighs_the_browser_and_leads_back()
    {
        using HttpClient client = site.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        using HttpResponseMessage answer = await ChooseAsync(client, "zh-CN", "runs?q=owl", null);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/runs?q=owl", answer.Headers.Location!.OriginalString);
        Assert.Contains("<html lang=\"zh-CN\">", await client.GetStringAsync("/settings"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//elsewhere.example/x", null)]
    [InlineData("https://elsewhere.example/x", null)]
    [InlineData("\\\\elsewhere.example", null)]
    [InlineData("jobs", "http://elsewhere.example/x")]
    public async Task The_switch_leads_to_this_site_only(string at, string? referer)
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage answer = await ChooseAsync(client, "zh-CN", at, referer);
        Assert.StartsWith("/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"^(//|/\\)", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_the_browser_says_of_the_page_comes_first_and_an_unknown_language_is_English()
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage answer = await ChooseAsync(client, "tlh", "jobs", "http://localhost/runs?sort=name");
        Assert.Equal("/runs?sort=name", answer.Headers.Location!.OriginalString);
        Assert.Contains("c%3Den%7Cuic%3Den", string.Concat(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_needs_the_token_of_its_form()
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage answer = await client.PostAsync("/language", new FormUrlEncodedContent([new("language", "zh-CN")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Scripts_get_their_texts_as_a_module_once()
    {
        using HttpClient client = site.Client();
        using HttpResponseMessage answer = await client.GetAsync("/texts/zh-CN.js");
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("export default {", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpRequestMessage again = new(HttpMethod.Get, "/texts/zh-CN.js");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using HttpResponseMessage same = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/texts/fr.js")).StatusCode);
    }

    [Fact]
    public async Task The_API_stays_English()
    {
        using HttpClient client = site.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        Assert.Contains("There is no job 4711.", await (await client.GetAsync("/api/jobs/4711")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient client, string language, string at, string? referer)
    {
        string token = Token().Match(await client.GetStringAsync("/settings")).Groups[1].Value;
        using HttpRequestMessage request = new(HttpMethod.Post, "/language")
        {
            Content = new FormUrlEncodedContent([new("language", language), new("at", at), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Referrer = referer is null ? null : new Uri(referer);
        return await client.SendAsync(request);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)" """)]
    private static partial Regex Token();
}
