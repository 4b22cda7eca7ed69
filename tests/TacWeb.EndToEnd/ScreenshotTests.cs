using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>Every page in light and dark, narrow and wide; with <c>TACWEB_SCREENSHOTS=docs</c> (a folder of the checkout) the pictures of the documentation, made of the sample photographs.</summary>
[Collection(SiteTests.Name)]
public sealed class ScreenshotTests(Site site)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("home", "/"), ("datasets", "/datasets"), ("dataset", "/datasets/1"), ("image", "/datasets/1?image=40"), ("new-run", "/runs/new?dataset=1"), ("runs", "/runs"), ("run", "/runs/1"), ("tree", "/runs/1?view=tree"),
        ("cluster", "/runs/1/clusters/0"), ("concepts", "/concepts?synset=clothing.n.01"), ("methods", "/methods"), ("models", "/models"), ("jobs", "/jobs"), ("settings", "/settings"),
    ];

    [BrowserFact]
    public async Task Every_page_can_be_pictured_without_a_fault()
    {
        foreach ((string name, string path) in Pages)
        {
            await using Visit visit = await Visit.StartAsync(site, 1280, scheme: ColorScheme.Dark);
            await visit.Page.GotoAsync(path.Replace("image=40", "image=4", StringComparison.Ordinal));
            Assert.Equal(0x89, (await visit.Page.ScreenshotAsync())[0]);
            Assert.True(visit.Faults.Count == 0, $"{name}: {string.Join("; ", visit.Faults)}");
        }
    }

    [BrowserFact]
    public async Task The_pictures_of_the_documentation()
    {
        if (Environment.GetEnvironmentVariable("TACWEB_SCREENSHOTS") is not { Length: > 0 } folder)
        {
            return;
        }

        await using ServerProcess server = await ServerProcess.StartAsync();
        await using (Visit maker = await Visit.StartAsync(site, address: server.Address))
        {
            await maker.Page.UploadAsync(Repository.PathOf("wwwroot", "samples", "sample-photos.zip"));
            await maker.Page.ScreenshotAsync(new() { Path = Repository.PathOf(folder, "preview.png") });
            await maker.Page.MakeDatasetAsync("Groceries and clothes");
            await maker.Page.GotoAsync("/runs/new?dataset=1&methods=tac,kmeans&k=14");
            await Expect(maker.Page.GetByRole(AriaRole.Button, new() { Name = "Start" })).ToBeEnabledAsync();
            await maker.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
            await maker.Page.WaitForURLAsync("**/runs?ids=*", new() { Timeout = 10 * Steps.Long });
        }

        foreach ((string name, string path) in Pages)
        {
            foreach ((string view, int width, ColorScheme scheme) in new[] { ("", 1280, ColorScheme.Light), ("-dark", 1280, ColorScheme.Dark), ("-narrow", 360, ColorScheme.Light) })
            {
                if (view.Length > 0 && name is not ("home" or "run" or "cluster"))
                {
                    continue; // the documentation shows these three in all views; each page is looked at in all by the test above
                }

                await using Visit visit = await Visit.StartAsync(site, width, scheme: scheme, address: server.Address);
                await visit.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await visit.Page.WaitForTimeoutAsync(800);
                await visit.Page.EvaluateAsync("document.querySelectorAll('code').forEach(code => { if (code.textContent.startsWith('/')) code.textContent = '/home/you/.local/share/tacweb'; })");
                await visit.Page.ScreenshotAsync(new() { Path = Repository.PathOf(folder, $"{name}{view}.png") });
            }
        }
    }
}
