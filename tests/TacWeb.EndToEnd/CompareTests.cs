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
        await Expect(visit.Page.Locator("search-images image-grid .caption").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^-?0\.\d\d$"));
        await visit.Page.Locator("search-images input[type=file]").SetInputFilesAsync(new FilePayload { Name = "like.png", MimeType = "image/png", Buffer = MadePictures.OfKind(2, 3) });
        await Expect(visit.Page.Locator("search-images [role=status]")).ToContainTextAsync("like like.png");
        Assert.DoesNotContain("q=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.DropAsync(("dropped.png", "image/png", MadePictures.OfKind(1, 3)));
        await Expect(visit.Page.Locator("search-images [role=status]")).ToContainTextAsync("like dropped.png");
        await visit.Page.GotoAsync("/datasets/1?image=4");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Images like it" }).ClickAsync();
        await Expect(visit.Page.Locator("search-images [role=status]")).ToContainTextAsync("like image 5: nearest of 36 images");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task A_cell_of_two_runs_is_corrected_and_the_export_says_so()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        await page.GotoAsync("/compare?runs=1,2");
        ILocator cell = page.Locator(".cells a").First;
        string count = (await cell.InnerTextAsync()).Trim();
        await cell.ClickAsync();
        await Expect(page.Locator("image-grid a")).ToHaveCountAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct them in run 1" }).ClickAsync();
        await Expect(page.Locator("correction-desk[ready]")).ToBeVisibleAsync();
        await Expect(page.Locator("correction-desk .count")).ToHaveTextAsync($"{count} images chosen:");
        await page.GetByLabel("Move to").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move there" }).ClickAsync();
        await page.AnswerAsync("Name of the new cluster", "moved by hand");
        await Expect(page.Locator("correction-desk [role=status]")).ToHaveTextAsync("Moved to a new cluster.");
        await page.GetByText("Download", new() { Exact = true }).ClickAsync();
        Task<IDownload> download = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "One folder a cluster" }).ClickAsync();
        using ZipArchive zip = ZipFile.OpenRead(await (await download).PathAsync());
        Assert.Equal(count, $"{zip.Entries.Count(entry => entry.FullName.StartsWith("moved by hand/", StringComparison.Ordinal))}");
        using (StreamReader card = new(zip.GetEntry("provenance.json")!.Open()))
        {
            string provenance = await card.ReadToEndAsync();
            Assert.Contains("\"kind\": \"move\"", provenance, StringComparison.Ordinal);
            Assert.Contains("\"name\": \"moved by hand\"", provenance, StringComparison.Ordinal);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync("No edits yet");
        Assert.Empty(visit.Faults);
    }
}
