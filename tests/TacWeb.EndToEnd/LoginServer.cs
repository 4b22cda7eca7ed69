using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Accounts;
using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>A real server with login on a free port, whose clock a test puts forward.</summary>
internal sealed class LoginServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MovedTime _time = new();
    private readonly WebApplicationFactory<Program> _factory;

    public LoginServer()
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
            .UseSetting("data", _folder.Of("data")).UseSetting("prepare", "false").UseSetting("login", "true").UseSetting("urls", "http://127.0.0.1:0")
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(_time)));
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>The token that the log shows.</summary>
    public string Token => _factory.Services.GetRequiredService<FirstStart>().Token;

    /// <summary>How far the clock is put forward.</summary>
    public TimeSpan Ahead
    {
        set => _time.Ahead = value;
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
