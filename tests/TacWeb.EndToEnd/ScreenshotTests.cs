using Microsoft.Playwright;
using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>Pictures for the documentation: <c>TACWEB_SCREENSHOTS=docs</c> writes them there (a path in the checkout).</summary>
[Collection(SiteTests.Name)]
public sealed class ScreenshotTests(Site site)
{
    [BrowserFact]
    public async Task Every_page_can_be_pictured_in_both_schemes()
    {
        string? folder = Environment.GetEnvironmentVariable("TACWEB_SCREENSHOTS");
        foreach ((string name, string path) in new[] { ("runs", "/runs"), ("run", "/runs/1/index.html") })
        {
            foreach ((string view, int width, ColorScheme scheme) in new[] { ("light", 1280, ColorScheme.Light), ("dark", 1280, ColorScheme.Dark), ("narrow", 360, ColorScheme.Light), ("wide", 2560, ColorScheme.Dark) })
            {
                await using Visit visit = await Visit.StartAsync(site, width, scheme: scheme);
                await visit.Page.GotoAsync(path);
                byte[] picture = await visit.Page.ScreenshotAsync(new() { Path = folder is { Length: > 0 } ? Repository.PathOf(folder, $"{name}-{view}.png") : null });
                Assert.Equal(0x89, picture[0]);
            }
        }
    }
}
