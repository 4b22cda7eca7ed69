using System.Net;
using TacWeb.Cli;

namespace TacWeb.Hosting;

/// <summary>Addresses to listen on, and which of them no other machine can reach.</summary>
internal static class LoopbackUrls
{
    /// <summary>Reads <c>--urls</c>.</summary>
    /// <exception cref="UsageException">Not a list of http or https addresses.</exception>
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
        string address = text.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && (url.Scheme is "http" or "https") ? url : throw new UsageException($"'{text}' is not an address such as http://127.0.0.1:5080.");
    }
}
