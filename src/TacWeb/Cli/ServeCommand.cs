using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using TacWeb.Core;
using TacWeb.Hosting;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb serve</c>: the pages, on this machine only.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, by semicolons; loopback only", HelpName = "URL", DefaultValueFactory = _ => DefaultUrls };

    // For tests and small machines: without it the noun vectors are computed in the background from the first start on.
    private static readonly Option<bool> Prepare = new("--prepare") { Description = "Compute the noun vectors in the background from the first start on", HelpName = "true|false", DefaultValueFactory = _ => true };

    // What a test host passes to an entry point instead of calling it; not for people.
    private static readonly Option<string?>[] HostOptions = [.. new[] { "--environment", "--contentRoot", "--applicationName" }.Select(name => new Option<string?>(name) { Hidden = true })];

    public static Command Create(CommandLineIo io) =>
        new Command("serve", "Serves the pages on this machine (the default verb)") { Urls, Prepare }
            .WithExample("tacweb serve", "tacweb serve --urls http://127.0.0.1:8080")
            .Runs(io, RunAsync);

    /// <summary>Lets a command line without a verb serve.</summary>
    public static void MakeDefault(RootCommand root, CommandLineIo io)
    {
        root.Options.Add(Urls);
        root.Options.Add(Prepare);
        foreach (Option<string?> option in HostOptions)
        {
            root.Options.Add(option);
        }

        root.Runs(io, RunAsync);
    }

    private static async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        Uri[] urls = LoopbackUrls.Parse(session.Parsed.GetValue(Urls)!);
        using DataFolder data = DataFolder.Open(session.DataPath);
        WebApplication app = WebHost.Build(data, urls, [.. HostArguments(session.Parsed)], session.Time, session.Parsed.GetValue(Prepare));
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, urls, cancellationToken).ConfigureAwait(false);
            session.Output.WriteLine($"TacWeb listens on {string.Join(", ", app.Urls)} (data: {TextTable.Clean(data.Root)}); Ctrl+C stops it.");
            await WaitAsync(app, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WaitAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // requests that did not end within the shutdown timeout are cut; the server stopped as asked
        }
    }

    private static async Task StartAsync(WebApplication app, Uri[] urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException or SocketException)
        {
            throw new TacWebException($"{string.Join(';', urls.Select(url => url.GetLeftPart(UriPartial.Authority)))} is in use already or not allowed: stop the other program, or choose another address with --urls.", exception);
        }
    }

    private static IEnumerable<string> HostArguments(ParseResult parsed) =>
        from option in HostOptions
        let value = parsed.GetResult(option) is null ? null : parsed.GetValue(option)
        where value is not null
        select $"{option.Name}={value}";
}
