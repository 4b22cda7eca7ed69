using System.Runtime.InteropServices;
using System.Text;
using TacWeb.Core;

namespace TacWeb.Encoders;

/// <summary>Finds and loads the native libraries that the build puts beside the program.</summary>
internal static class NativeLibraries
{
    /// <summary>Loads the first library beside the program that matches a pattern, or the one that an environment variable names.</summary>
    /// <param name="what">Name for messages.</param>
    /// <param name="variable">Environment variable with another library's path.</param>
    /// <param name="patterns">File name patterns, for example <c>libvips-cpp.so.*</c>.</param>
    /// <exception cref="TacWebException">It is missing or does not load.</exception>
    public static nint Load(string what, string variable, params ReadOnlySpan<string> patterns)
    {
        var path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen
            ? chosen
            : Find(patterns) ?? throw new TacWebException($"{what} is missing beside the program ({AppContext.BaseDirectory}): build TacWeb again.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new TacWebException($"{what} cannot be loaded from {path} (set {variable} to use another build).", error);
        }
    }

    /// <summary>A string as UTF-8 with its closing zero.</summary>
    public static byte[] Utf8(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    private static string? Find(ReadOnlySpan<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            var found = Directory.EnumerateFiles(AppContext.BaseDirectory, pattern).Order(StringComparer.Ordinal).FirstOrDefault();
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
