using System.Globalization;
using TacWeb.Hosting;

namespace TacWeb.Accounts;

/// <summary>What the log says at the start of a server with login: how the first person gets in, and that passwords need TLS.</summary>
internal static class LoginNotice
{
    /// <summary>Writes it; nothing without login.</summary>
    /// <param name="log">The log.</param>
    /// <param name="app">The running server.</param>
    /// <param name="login">Whether people sign in.</param>
    /// <param name="urls">Addresses that were asked for.</param>
    public static void Write(TextWriter log, WebApplication app, LoginSettings login, IReadOnlyList<Uri> urls)
    {
        if (!login.IsOn)
        {
            return;
        }

        PrivateFiles.Close(app.Services.GetRequiredService<Everything>().Data.Root);
        if (urls.Any(url => url.Scheme == Uri.UriSchemeHttp && !LoopbackUrls.IsLoopback(url.Host)))
        {
            log.WriteLine("Warning: this address is plain http and other machines reach it: passwords and pictures travel unencrypted. Put a proxy that ends TLS in front (see the README).");
        }

        FirstStart first = app.Services.GetRequiredService<FirstStart>();
        if (first.IsOpen)
        {
            log.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Nobody can sign in yet. Open {LoginPaths.Start} and make the admin with this token, once, until {first.ExpiresUtc:HH:mm} UTC: {first.Token}"));
        }
    }
}
