using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Accounts;
using TacWeb.Storage.Accounts;
using TacWeb.Testing;

namespace TacWeb.Tests.Accounts;

/// <summary>The real application in memory, with login and a clock that tests move.</summary>
public sealed partial class LoginSite : IDisposable
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery";

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplicationFactory<Program> _factory;

    public LoginSite(int? logins = null, string? urls = null)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("data", Data).UseSetting("prepare", "false").UseSetting(urls is null ? "login" : "urls", urls ?? "true");
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
            if (logins is { } most)
            {
                builder.ConfigureServices(services => services.AddSingleton(new RequestRates { Logins = most, Uploads = 3, UploadsPerSecond = 1, Runs = 1 }));
            }
        });
    }

    /// <summary>The data folder.</summary>
    public string Data => _folder.Of("data");

    /// <summary>The clock of sessions and tokens.</summary>
    public MovedTime Time { get; } = new();

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => _factory.Services;

    internal AccountStores Accounts => Services.GetRequiredService<AccountStores>();

    /// <summary>A client that calls the site <c>http://localhost</c> and keeps its cookies.</summary>
    public HttpClient Client(string? token = null)
    {
        HttpClient client = _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Adds a person with the password of everybody.</summary>
    public User Add(string name, bool admin = false)
    {
        string hash = Services.GetRequiredService<Passwords>().Hash(Password);
        DateTime now = Time.GetUtcNow().UtcDateTime;
        if (admin && Accounts.Users.AddFirst(name, hash, now) is { } first)
        {
            return first;
        }

        string token = Secrets.Hash(Secrets.New());
        Accounts.Users.Invite(name, admin, token, now.AddDays(1), now);
        return Accounts.Users.Accept(token, hash, now)!;
    }

    /// <summary>A token for scripts of a person.</summary>
    public string TokenOf(User user)
    {
        string secret = Secrets.New();
        Assert.True(Accounts.Tokens.Add(user.Id, "test", Secrets.Hash(secret), Time.GetUtcNow().UtcDateTime));
        return secret;
    }

    /// <summary>Adds a dataset of one picture that is not there.</summary>
    public int AddDataset(int? owner, string name = "photos") => Services.GetRequiredService<TacWeb.Hosting.Everything>().Data.Datasets.Add(
        name, name, [new TacWeb.Storage.StoredImage("a.png", new string('0', 64), null)], [], Time.GetUtcNow().UtcDateTime, owner);

    /// <summary>Fills in a form of a page as a browser does: its hidden fields come along.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        string html = await client.GetStringAsync(page);
        string body = Forms().Matches(html).Select(match => match.Value).First(text => text.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal));
        IEnumerable<KeyValuePair<string, string>> hidden = Hidden().Matches(body).Select(match => KeyValuePair.Create(match.Groups[1].Value, System.Net.WebUtility.HtmlDecode(match.Groups[2].Value)));
        using FormUrlEncodedContent content = new([.. hidden, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await client.PostAsync(page, content);
    }

    /// <summary>Signs a client in.</summary>
    public static async Task SignInAsync(HttpClient client, string name, string password = Password)
    {
        using HttpResponseMessage response = await SubmitAsync(client, "/account/login", "login", ("Name", name), ("Password", password));
        Assert.Equal(System.Net.HttpStatusCode.Found, response.StatusCode);
    }

    /// <summary>The antiforgery token that scripts of a page read.</summary>
    public static async Task<string> ProofAsync(HttpClient client) => Meta().Match(await client.GetStringAsync("/jobs")).Groups[1].Value;

    public void Dispose()
    {
        _factory.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<meta name=\"antiforgery\" content=\"([^\"]+)\"")]
    private static partial Regex Meta();
}
