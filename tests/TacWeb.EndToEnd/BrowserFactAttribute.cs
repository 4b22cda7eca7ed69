namespace TacWeb.EndToEnd;

/// <summary>A test in a real Chromium. Without one it is skipped, with the reason; with <c>TACWEB_REQUIRE_BROWSER=1</c> it fails instead.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Executable) && Environment.GetEnvironmentVariable("TACWEB_REQUIRE_BROWSER") != "1")
        {
            Skip = $"there is no Chromium at {Executable} (CHROMIUM_PATH names another)";
        }
    }

    /// <summary>The browser's program.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : "/usr/bin/chromium";
}
