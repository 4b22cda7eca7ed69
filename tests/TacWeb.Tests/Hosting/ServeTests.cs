using System.Net;
using System.Net.Sockets;
using TacWeb.Testing;
using TacWeb.Tests.Cli;

namespace TacWeb.Tests.Hosting;

public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        CommandResult result = await Tacweb.RunAsync("serve", "--urls", url, "--data", _folder.Of("data"));
        Assert.Equal(1, result.Code);
        Assert.Contains($"{url} is in use already", result.Reason, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task It_tells_its_address_and_stops_when_asked()
    {
        using CancellationTokenSource stop = new();
        using AnnouncedWriter output = new(stop);
        using StringWriter error = new();
        int code = await TacWeb.Cli.CommandLine.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--data", _folder.Of("data")], output, error, stop.Token).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(error.ToString());
        Assert.Equal(0, code);
        Assert.StartsWith("TacWeb listens on http://127.0.0.1:", output.ToString(), StringComparison.Ordinal);
    }

    // Asks to stop as soon as the address has been told.
    private sealed class AnnouncedWriter(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            stop.Cancel();
        }
    }
}
