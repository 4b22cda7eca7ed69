using System.Text;
using TacWeb.Core;

namespace TacWeb.Api.Uploads;

/// <summary>tus' <c>Upload-Metadata</c>: <c>key base64, key base64</c>.</summary>
internal static class UploadMetadata
{
    /// <summary>The decoded pairs; a key may come without a value.</summary>
    /// <exception cref="TacWebException">A value is not base64 of UTF-8, or the header is too long.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string header)
    {
        if (header.Length > 8192)
        {
            throw new TacWebException("Upload-Metadata is longer than 8,192 characters.");
        }

        Dictionary<string, string> pairs = [];
        foreach (string pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int space = pair.IndexOf(' ', StringComparison.Ordinal);
            string key = space < 0 ? pair : pair[..space];
            pairs[key] = space < 0 ? "" : Decode(key, pair[(space + 1)..].Trim());
        }

        return pairs;
    }

    private static string Decode(string key, string value)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(value));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new TacWebException($"Upload-Metadata: the value of {key} is not base64 of UTF-8 text.", error);
        }
    }
}
