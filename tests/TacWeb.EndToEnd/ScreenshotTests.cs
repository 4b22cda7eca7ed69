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
        ("cluster", "/runs/1/clusters/0"),
        ("compare", "/compare?runs=1,2"), ("search", "/datasets/1?view=search&q=dress"), ("map", "/runs/1/map"), ("correct", "/runs/1?view=correct"), ("assign", "/runs/1?view=assign"), ("concepts", "/concepts?synset=clothing.n.01"), ("methods", "/methods"), ("models", "/models"), ("jobs", "/jobs"), ("settings", "/settings"),
    ];

    // What makes a page worth a picture, done before it is taken.
    private static readonly Dictionary<string, Func<IPage, Task>> Actions = new()
    {
        ["compare"] = async page => await page.Locator(".cells td:not(.match) a").First.ClickAsync(),
        ["correct"] = async page =>
        {
            await page.Locator("correction-desk image-grid a").Nth(1).ClickAsync();
            await page.Locator("correction-desk image-grid a").Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        },
        ["assign"] = async page =>
        {
            using System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.OpenRead(Repository.PathOf("wwwroot", "samples", "sample-photos.zip"));
            await page.Locator("assign-images input").SetInputFilesAsync([.. zip.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal)).Where((_, i) => i % 36 == 0).Select(entry => new FilePayload { Name = entry.Name, MimeType = "image/jpeg", Buffer = Bytes(entry) })]);
            await Expect(page.Locator("assign-images[ready]")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        },
        ["map"] = async page =>
        {
            await page.Locator("cluster-map li button").First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Choose these" }).ClickAsync();
            await page.Locator("cluster-map li button").First.ClickAsync();
        },
    };

    private static byte[] Bytes(System.IO.Compression.ZipArchiveEntry entry)
    {
        using MemoryStream bytes = new();
        using Stream content = entry.Open();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

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
            await maker.Page.WaitForURLAsync("**/runs?ids=*", new() { Timeout = Steps.VeryLong });
            await maker.Page.GotoAsync("/runs/1/map");
            await Expect(maker.Page.Locator("cluster-map[ready]")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        }

        foreach ((string name, string path) in Pages)
        {
            foreach ((string view, int width, ColorScheme scheme) in new[] { ("", 1280, ColorScheme.Light), ("-dark", 1280, ColorScheme.Dark), ("-narrow", 360, ColorScheme.Light) })
            {
                if (view.Length > 0 && name is not ("home" or "run" or "cluster" or "compare" or "map"))
                {
                    continue; // the documentation shows these in all views; each page is looked at in all by the test above
                }

                await using Visit visit = await Visit.StartAsync(site, width, name == "compare" && width > 360 ? 2400 : 800, scheme, server.Address);
                await visit.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await visit.Page.WaitForTimeoutAsync(800);
                if (Actions.TryGetValue(name, out Func<IPage, Task>? act))
                {
                    await act(visit.Page);
                    await visit.Page.WaitForTimeoutAsync(1500);
                }

                await visit.Page.EvaluateAsync("document.querySelectorAll('code').forEach(code => { if (code.textContent.startsWith('/')) code.textContent = '/home/you/.local/share/tacweb'; })");
                await visit.Page.EvaluateAsync("scrollTo(0, 0)");
                await visit.Page.ScreenshotAsync(new() { Path = Repository.PathOf(folder, $"{name}{view}.png") });
            }
        }
    }
}
