using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>The built program as a process of its own, always on the same port, that can be killed as hard as the system can and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    private ServerProcess(int port) => Address = new Uri($"http://127.0.0.1:{port}/");

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>A folder of its own for files that a test uploads.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>Bytes of memory that the process holds.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    private static string Program => Repository.PathOf("src", "TacWeb", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "tacweb.dll");

    /// <summary>Starts one on a folder of its own.</summary>
    /// <param name="fill">Puts into the data folder what shall be there; null: nothing.</param>
    public static async Task<ServerProcess> StartAsync(Action<DataFolder>? fill = null)
    {
        ServerProcess server = new(FreePort());
        if (fill is not null)
        {
            using DataFolder data = DataFolder.Open(server._folder.Of("data"));
            fill(data);
        }

        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it on the same data; returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Program, "serve", "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", _folder.Of("data"), "--prepare", "false"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Assert.StartsWith("TacWeb listens", line, StringComparison.Ordinal);
    }

    /// <summary>Kills it; nothing in it is told.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
