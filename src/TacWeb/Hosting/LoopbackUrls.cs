using System.Net;
using TacWeb.Cli;

namespace TacWeb.Hosting;

/// <summary>Addresses of this machine that no other machine can reach.</summary>
internal static class LoopbackUrls
{
    /// <summary>Reads <c>--urls</c>.</summary>
    /// <exception cref="UsageException">Not a list of http or https addresses, or one that other machines could reach.</exception>
    public static Uri[] Parse(string urls)
    {
        Uri[] parsed = [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];
        return parsed.Length > 0 ? parsed : throw new UsageException("--urls needs an address, for example http://127.0.0.1:5080.");
    }

    /// <summary>Whether a host name always means this machine.</summary>
    public static bool IsLoopback(string? host)
    {
        string name = (host ?? "").Trim('[', ']');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    private static Uri One(string text)
    {
        // "+" and "*" are Kestrel's any-address, which Uri does not read.
        bool any = text.Contains("://+", StringComparison.Ordinal) || text.Contains("://*", StringComparison.Ordinal);
        if (!any && (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https")))
        {
            throw new UsageException($"'{text}' is not an address such as http://127.0.0.1:5080.");
        }

        return !any && IsLoopback(new Uri(text).Host)
            ? new Uri(text)
            : throw new UsageException($"TacWeb has no login yet and listens on this machine only: '{text}' is not a loopback address such as http://127.0.0.1:5080.");
    }
}
