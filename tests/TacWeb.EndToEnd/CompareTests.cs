using System.IO.Compression;
using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

[Collection(SiteTests.Name)]
public sealed class CompareTests(Site site)
{
    [BrowserFact]
    public async Task Two_runs_are_chosen_compared_and_a_cell_shows_its_images()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        await page.GotoAsync("/runs/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.GetByLabel("Compare run 1")).ToBeCheckedAsync();
        await page.GetByLabel("Compare run 2").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await page.WaitForURLAsync("**/compare?runs=*,*");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("2 runs side by side");
        await Expect(page.Locator(".cells .match")).ToHaveCountAsync(3);
        await page.Locator(".cells a").First.ClickAsync();
        await Expect(page.Locator("image-grid a").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See them" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "All runs agree on these" })).ToBeVisibleAsync();
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Words_find_images_and_the_slider_narrows_them()
    {
        await using Visit visit = await Visit.StartAsync(site);
        await visit.Page.GotoAsync("/datasets/1?view=search");
        await visit.Page.GetByLabel("Words to look for").FillAsync("red ball");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("search-images[ready] image-grid a").First).ToBeVisibleAsync();
        Assert.Contains("q=red", visit.Page.Url, StringComparison.Ordinal);
        ILocator slider = visit.Page.GetByLabel("At least this near");
        await slider.EvaluateAsync("element => { element.value = element.min; element.dispatchEvent(new Event('input', { bubbles: true })); }");
        await Expect(visit.Page.Locator("search-images [role=status]")).ToContainTextAsync("36 shown");
        await visit.Page.Locator("search-images input[type=file]").SetInputFilesAsync(new FilePayload { Name = "like.png", MimeType = "image/png", Buffer = MadePictures.OfKind(2, 3) });
        await Expect(visit.Page.Locator("search-images [role=status]")).ToContainTextAsync("like like.png");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task An_export_says_what_was_corrected()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync("renamed by hand");
        await page.GotoAsync("/runs/1?view=correct");
        await Expect(page.Locator("correction-desk[ready]")).ToBeVisibleAsync();
        await page.Locator("correction-desk").GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.Locator("correction-desk [role=status]")).ToHaveTextAsync("Renamed.");
        await page.GetByText("Download", new() { Exact = true }).ClickAsync();
        Task<IDownload> download = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "One folder a cluster" }).ClickAsync();
        using ZipArchive zip = ZipFile.OpenRead(await (await download).PathAsync());
        Assert.Contains(zip.Entries, entry => entry.FullName.Contains("renamed by hand", StringComparison.Ordinal) && entry.FullName.EndsWith(".png", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync("No edits yet");
        Assert.Empty(visit.Faults);
    }
}
