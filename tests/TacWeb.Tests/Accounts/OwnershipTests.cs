using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace TacWeb.Tests.Accounts;

/// <summary>Every address of the application, those to come too: who is not signed in gets nothing, and what belongs to one person is not there for another.</summary>
public sealed class OwnershipTests(SharedSite shared) : IClassFixture<SharedSite>
{
    // What answers everybody: signing in, health, language, files of the program itself.
    private static readonly string[] Open = ["account/login", "account/start", "health/live", "health/ready", "language", "texts/{language}.js"];

    private IEnumerable<RouteEndpoint> Endpoints => shared.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public async Task Nothing_but_the_login_answers_who_is_not_signed_in()
    {
        using HttpClient client = shared.Site.Client();
        List<string> answered = [];
        int asked = 0;
        foreach (RouteEndpoint endpoint in Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            foreach (string method in MethodsOf(endpoint))
            {
                using HttpRequestMessage request = new(new HttpMethod(method), Fill(endpoint));
                using HttpResponseMessage response = await client.SendAsync(request);
                bool refused = response.StatusCode == HttpStatusCode.Unauthorized || (response.StatusCode == HttpStatusCode.Found && response.Headers.Location!.PathAndQuery.StartsWith("/account/login", StringComparison.Ordinal));
                asked++;
                if (!refused)
                {
                    answered.Add($"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode}");
                }
            }
        }

        Assert.Empty(answered);
        Assert.True(asked > 60, $"only {asked} addresses were found");
    }

    [Fact]
    public void What_answers_everybody_is_on_a_list()
    {
        string[] open = [.. Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))];
        string[] files = [.. open.Where(path => Path.GetExtension(path) is ".css" or ".js" or ".svg" or ".map" or ".zip" or ".json" or ".md" or ".txt" or ".gz" or ".br" or ".woff2" or ".png" or ".jpg" or ".webp" or ".ico" or ".html" or ".lic" && !path.Contains('{', StringComparison.Ordinal) && !path.StartsWith("api/", StringComparison.Ordinal))];
        Assert.Empty(open.Except(files).Except(Open));
    }

    [Fact]
    public async Task What_is_anns_is_not_there_for_bob()
    {
        using HttpClient ann = shared.Site.Client(shared.Ann), bob = shared.Site.Client(shared.Bob);
        List<string> seen = [];
        int asked = 0;
        foreach (RouteEndpoint endpoint in Endpoints.Where(endpoint => IsOwned(endpoint.RoutePattern)))
        {
            // a page tells nothing of itself by a form that it never gave out
            string[] methods = endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) ? [.. MethodsOf(endpoint).Where(method => method != "OPTIONS")] : ["GET"];
            foreach (string method in methods)
            {
                using HttpRequestMessage request = new(new HttpMethod(method), Fill(endpoint)) { Content = BodyOf(endpoint, method) };
                request.Headers.Add("Tus-Resumable", "1.0.0");
                request.Headers.Add("Upload-Offset", "0");
                request.Headers.Add("X-HTTP-Method-Override", "HEAD");
                using HttpResponseMessage response = await bob.SendAsync(request);
                asked++;
                if (response.StatusCode != HttpStatusCode.NotFound)
                {
                    seen.Add($"{method} {endpoint.RoutePattern.RawText}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }
        }

        Assert.Empty(seen);
        Assert.True(asked > 30, $"only {asked} addresses were found");
        foreach (string path in new[] { $"/api/datasets/{shared.Dataset}", $"/api/images/{shared.Dataset}-0/thumbnail", $"/api/images/{shared.Dataset}-0/file", $"/api/runs/{shared.Run}/export?format=csv", $"/api/runs/{shared.Run}/assignments.csv", $"/api/jobs/{shared.Job}", $"/runs/{shared.Run}", $"/datasets/{shared.Dataset}" })
        {
            Assert.True((await ann.GetAsync(path)).IsSuccessStatusCode, path); // it was there all the time
        }
    }

    [Fact]
    public async Task Lists_hold_what_one_may_see()
    {
        using HttpClient root = shared.Site.Client(shared.Root), ann = shared.Site.Client(shared.Ann), bob = shared.Site.Client(shared.Bob);
        Assert.Equal([shared.Dataset], await IdsAsync(ann, "/api/datasets"));
        Assert.Empty(await IdsAsync(bob, "/api/datasets"));
        Assert.Superset(new HashSet<int> { shared.Dataset, shared.Older }, (await IdsAsync(root, "/api/datasets")).ToHashSet());
        Assert.Equal([shared.Run], await IdsAsync(ann, "/api/runs"));
        Assert.Empty(await IdsAsync(bob, "/api/runs"));
        Assert.Empty(await IdsAsync(bob, "/api/jobs"));
        Assert.Contains(shared.Job, await IdsAsync(root, "/api/jobs"));
        foreach (string page in new[] { "/", "/datasets", "/runs", "/jobs" })
        {
            Assert.DoesNotContain("shapes", await bob.GetStringAsync(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_makes_anything_of_what_is_anothers()
    {
        using HttpClient bob = shared.Site.Client(shared.Bob);
        using HttpResponseMessage run = await bob.PostAsJsonAsync("/api/runs", new { datasetId = shared.Dataset, method = "kmeans", k = 3 });
        Assert.Contains($"no dataset {shared.Dataset}", await run.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage dataset = await bob.PostAsJsonAsync("/api/datasets", new { uploads = new[] { shared.Upload } });
        Assert.Contains("is not there", await dataset.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage compare = await bob.GetAsync($"/api/compare?runs={shared.Run},{shared.Run + 1}");
        Assert.Equal(HttpStatusCode.BadRequest, compare.StatusCode);
        Assert.DoesNotContain("kmeans", await compare.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_pictures_are_a_dataset_for_each()
    {
        using HttpClient bob = shared.Site.Client(shared.Bob);
        using HttpClient ann = shared.Site.Client(shared.Ann);
        int first = await SampleAsync(ann), second = await SampleAsync(bob);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"/api/datasets/{first}")).StatusCode);
        await ann.DeleteAsync($"/api/datasets/{first}");
        await bob.DeleteAsync($"/api/datasets/{second}");
    }

    [Fact]
    public async Task What_was_done_is_written_down()
    {
        using HttpClient ann = shared.Site.Client(shared.Ann);
        await ann.GetAsync($"/api/runs/{shared.Run}/export?format=json");
        string[] lines = [.. shared.Site.Accounts.Audit.List(null, 500).Select(entry => $"{entry.Who}: {entry.What}")];
        Assert.Contains(lines, line => line.StartsWith($"ann: Job {shared.Job} ordered: k-means", StringComparison.Ordinal));
        Assert.Contains($"ann: GET /api/runs/{shared.Run}/export?format=json: 200", lines);
    }

    private static async Task<int> SampleAsync(HttpClient client)
    {
        JsonElement job = await Api.Library.EndOfAsync(client, await Api.Library.PostAsync(client, "/api/datasets/sample", new { }));
        return job.GetProperty("result").GetProperty("dataset").GetInt32();
    }

    private static async Task<int[]> IdsAsync(HttpClient client, string path) => [.. (await client.GetFromJsonAsync<JsonElement>(path)).EnumerateArray().Select(one => one.GetProperty("id").GetInt32())];

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];

    private static bool IsOwned(RoutePattern pattern) => Regex.IsMatch(pattern.RawText!, "^/?(api/(datasets|runs|jobs|images|uploads)|runs|datasets)/[{]");

    private static HttpContent? BodyOf(RouteEndpoint endpoint, string method) =>
        endpoint.RoutePattern.RawText!.Contains("assign", StringComparison.Ordinal) || (method == "POST" && endpoint.RoutePattern.RawText.EndsWith("search", StringComparison.Ordinal))
            ? new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.png" } }
            : method is "POST" or "PUT" ? new StringContent("""{"kind":"noise","images":[0]}""", Encoding.UTF8, "application/json")
            : method == "PATCH" ? new ByteArrayContent([1]) { Headers = { { "Content-Type", "application/offset+octet-stream" } } }
            : null;

    // Ann's numbers for the parameters that name something of hers, 1 for all others.
    private string Fill(RouteEndpoint endpoint)
    {
        string text = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        string id = text switch
        {
            _ when text.Contains("/images/", StringComparison.Ordinal) && text.StartsWith("/api/images", StringComparison.Ordinal) => $"{shared.Dataset}-0",
            _ when text.StartsWith("/api/uploads", StringComparison.Ordinal) => shared.Upload,
            _ when text.StartsWith("/api/jobs", StringComparison.Ordinal) => $"{shared.Job}",
            _ when text.Contains("datasets/", StringComparison.Ordinal) => $"{shared.Dataset}",
            _ => $"{shared.Run}",
        };
        text = Regex.Replace(text, "[{](?i:id)(:[^}]*)?[}]", id);
        return Regex.Replace(text, "[{][^}]*[}]", "1");
    }
}
