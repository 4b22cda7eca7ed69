using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using TacWeb.Accounts;
using TacWeb.Core;
using TacWeb.Hosting;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb serve</c>: the pages; on this machine only, or with login.</summary>
internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, by semicolons; any but loopback turns the login on", HelpName = "URL", DefaultValueFactory = _ => DefaultUrls };

    private static readonly Option<bool> Login = new("--login") { Description = "People sign in, also on loopback [default: $TACWEB_LOGIN, else false]", DefaultValueFactory = _ => bool.TryParse(Environment.GetEnvironmentVariable("TACWEB_LOGIN"), out bool on) && on };
    private static readonly Option<string> Proxies = new("--proxies") { Description = "Network addresses, by semicolons, of proxies on other machines whose X-Forwarded headers are believed", HelpName = "IP", DefaultValueFactory = _ => "" };

    // For tests and small machines: without it the noun vectors are computed in the background from the first start on.
    private static readonly Option<bool> Prepare = new("--prepare") { Description = "Compute the noun vectors in the background from the first start on", HelpName = "true|false", DefaultValueFactory = _ => true };

    // What a test host passes to an entry point instead of calling it; not for people.
    private static readonly Option<string?>[] HostOptions = [.. new[] { "--environment", "--contentRoot", "--applicationName" }.Select(name => new Option<string?>(name) { Hidden = true })];

    public static Command Create(CommandLineIo io) =>
        new Command("serve", "Serves the pages: on this machine, or with login on others too (the default verb)") { Urls, Login, Proxies, Prepare }
            .WithExample("tacweb serve", "tacweb serve --urls http://127.0.0.1:8080", "tacweb serve --login")
            .Runs(io, RunAsync);

    /// <summary>Lets a command line without a verb serve.</summary>
    public static void MakeDefault(RootCommand root, CommandLineIo io)
    {
        root.Options.Add(Urls);
        root.Options.Add(Login);
        root.Options.Add(Proxies);
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
        LoginSettings login = LoginOf(session.Parsed, urls);
        using DataFolder data = DataFolder.Open(session.DataPath);
        WebApplication app = WebHost.Build(data, urls, [.. HostArguments(session.Parsed)], session.Time, session.Parsed.GetValue(Prepare), login);
        await using (app.ConfigureAwait(false))
        {
            await StartAsync(app, urls, cancellationToken).ConfigureAwait(false);
            session.Output.WriteLine($"TacWeb listens on {string.Join(", ", app.Urls)} (data: {TextTable.Clean(data.Root)}); Ctrl+C stops it.");
            LoginNotice.Write(session.Error, app, login, urls);
            await WaitAsync(app, cancellationToken).ConfigureAwait(false);
        }
    }

    // Whoever reaches a server without login may do everything: only this machine must.
    private static LoginSettings LoginOf(ParseResult parsed, Uri[] urls)
    {
        string[] proxies = parsed.GetValue(Proxies)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new LoginSettings(parsed.GetValue(Login) || !urls.All(url => LoopbackUrls.IsLoopback(url.Host)))
        {
            Proxies = [.. proxies.Select(text => IPAddress.TryParse(text, out IPAddress? address) ? address : throw new UsageException($"--proxies: '{text}' is not a network address such as 10.0.0.5."))],
        };
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
