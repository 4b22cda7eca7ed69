using System.Net;
using System.Net.Http.Json;

namespace TacWeb.Tests.Accounts;

public sealed class RequestLimitsTests : IDisposable
{
    private readonly LoginSite _site = new(logins: 4);

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Too_many_tries_to_sign_in_are_refused_even_with_the_right_password()
    {
        _site.Add("root", admin: true);
        using HttpClient client = _site.Client();
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage wrong = await LoginSite.SubmitAsync(client, "/account/login", "login", ("Name", "root"), ("Password", "a wrong password"));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using HttpResponseMessage refused = await LoginSite.SubmitAsync(client, "/account/login", "login", ("Name", "root"), ("Password", LoginSite.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Too many tries", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_uploads_of_one_person_are_refused_and_others_go_on()
    {
        using HttpClient ann = _site.Client(_site.TokenOf(_site.Add("ann"))), bob = _site.Client(_site.TokenOf(_site.Add("bob")));
        HttpStatusCode[] answers = [.. await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CreateAsync(ann)))];
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.InRange(answers.Count(answer => answer == HttpStatusCode.Created), 3, 8);
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(bob));
    }

    [Fact]
    public async Task Too_many_runs_are_refused_with_the_time_to_wait()
    {
        TacWeb.Storage.Accounts.User ann = _site.Add("ann");
        using HttpClient client = _site.Client(_site.TokenOf(ann));
        int dataset = _site.AddDataset(ann.Id);
        object order = new { datasetId = dataset, method = "kmeans", k = 1 };
        using HttpResponseMessage first = await client.PostAsJsonAsync("/api/runs", order), second = await client.PostAsJsonAsync("/api/runs", order);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<HttpStatusCode> CreateAsync(HttpClient client)
    {
        using HttpRequestMessage create = new(HttpMethod.Post, "/api/uploads") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "5" } } };
        using HttpResponseMessage response = await client.SendAsync(create);
        return response.StatusCode;
    }
}
