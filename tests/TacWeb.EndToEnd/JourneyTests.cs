using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>From a zip of real photographs to named clusters, on a server of its own.</summary>
[Collection(SiteTests.Name)]
public sealed class JourneyTests(Site site)
{
    private const string Words = "apple\npear\nbanana\norange\nlemon\ntomato\npotato\ncarrot\nonion\nmilk\njuice\nyoghurt\ncheese\nbread\ndress\nshirt\nt-shirt\nskirt\nhat\nshoe\nshoes\ntrousers\nshorts\npants\njacket\ncoat\nouterwear\nlongsleeve\nblouse\nmelon\nkiwi\npineapple\nmango\npeach\nplum\npepper\ncucumber\ncabbage\nmushroom\ngarlic\nginger\nleek\navocado";
    private static readonly string Sample = Repository.PathOf("wwwroot", "samples", "sample-photos.zip");

    [BrowserFact]
    public async Task A_zip_becomes_a_preview_then_a_dataset_then_named_clusters_of_two_methods()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        IPage page = visit.Page;
        await page.UploadAsync(Sample);
        await Expect(page.Locator(".numbers")).ToContainTextAsync("440");
        string preview = page.Url;
        await page.ReloadAsync();
        Assert.Equal(preview, page.Url);
        await Expect(page.Locator(".numbers")).ToContainTextAsync("440");

        int dataset = await page.MakeDatasetAsync("Groceries and clothes");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Groceries and clothes" })).ToBeVisibleAsync();
        await Expect(page.Locator("image-grid img").First).ToBeVisibleAsync();

        await page.OrderRunAsync(dataset, "tac,kmeans", 14, Words);
        await page.WaitForURLAsync("**/runs?ids=*", new() { Timeout = Steps.VeryLong });
        await Expect(page.Locator(".run")).ToHaveCountAsync(2);
        await page.Locator(".run", new() { HasText = "tac" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator(".cluster")).ToHaveCountAsync(14);
        string[] names = [.. await page.Locator(".cluster h3").AllTextContentsAsync()];
        string[] known = Words.Split('\n');
        Assert.Equal(14, names.Distinct().Count());
        Assert.True(names.Count(known.Contains) >= 10, string.Join(", ", names));
        await Expect(page.Locator(".meters").First).ToContainTextAsync("ACC");
        Assert.True(double.Parse(Regex.Match(await page.Locator(".meters > div").First.InnerTextAsync(), @"\d+\.\d").Value, System.Globalization.CultureInfo.InvariantCulture) > 60, "on these photographs TAC is far above chance (7 %)");
        await page.WaitUntilAsync("[...document.querySelectorAll('.cluster img')].slice(0, 8).every(image => image.complete && image.naturalWidth > 0)");
        Assert.Empty(visit.Faults);

        await EvidenceAsync(page);
        await RenameAsync(page);
        await KeyboardAsync(page, dataset);
        await DeleteAndUndoAsync(page, dataset);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task A_folder_keeps_its_folders_as_classes_and_what_is_no_picture_is_told()
    {
        await using Visit visit = await Visit.StartAsync(site);
        using TemporaryFolder folder = new();
        for (int i = 0; i < 6; i++)
        {
            folder.Write($"zoo/{(i % 2 == 0 ? "discs" : "stripes")}/{i}.png", MadePictures.OfKind(i % 2, 50 + i));
        }

        folder.Write("zoo/discs/notes.txt", "not a picture"u8.ToArray());
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("input[webkitdirectory]").First.SetInputFilesAsync(folder.Of("zoo"));
        await visit.Page.WaitForPreviewAsync();
        await Expect(visit.Page.GetByLabel("Name")).ToHaveValueAsync("zoo");
        await Expect(visit.Page.Locator(".preview-facts .chips")).ToContainTextAsync("discs");
        await Expect(visit.Page.Locator(".preview table")).ToContainTextAsync("notes.txt");
        int dataset = await visit.Page.MakeDatasetAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "stripes" }).ClickAsync();
        await visit.Page.WaitForURLAsync($"**/datasets/{dataset}?class=stripes");
        await Expect(visit.Page.Locator("image-grid a")).ToHaveCountAsync(3);
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task Two_people_upload_at_once_and_each_sees_their_own()
    {
        await using Visit first = await Visit.StartAsync(site), second = await Visit.StartAsync(site);
        using TemporaryFolder folder = new();
        string Zip(string name, int kind, int count) => folder.Write(name, MadeArchives.Zip(Enumerable.Range(0, count).Select(i => ($"{i}.png", MadePictures.OfKind(kind, 100 + i)))));
        await Task.WhenAll(first.Page.UploadAsync(Zip("mine.zip", 0, 7)), second.Page.UploadAsync(Zip("yours.zip", 1, 9)));
        await Expect(first.Page.GetByLabel("Name")).ToHaveValueAsync("mine");
        await Expect(second.Page.GetByLabel("Name")).ToHaveValueAsync("yours");
        int[] made = await Task.WhenAll(first.Page.MakeDatasetAsync(), second.Page.MakeDatasetAsync());
        Assert.NotEqual(made[0], made[1]);
        await Expect(first.Page.Locator("image-grid a")).ToHaveCountAsync(7);
        await Expect(second.Page.Locator("image-grid a")).ToHaveCountAsync(9);
        Assert.Empty(first.Faults);
        Assert.Empty(second.Faults);
    }

    private static async Task EvidenceAsync(IPage page)
    {
        await page.Locator(".cluster h3 a").First.ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/runs/\d+/clusters/\d+$"));
        await page.Locator(".concepts a").First.ClickAsync();
        await page.WaitForURLAsync("**concept=*");
        await Expect(page.Locator("image-grid a.lit").First).ToBeVisibleAsync();
    }

    private static async Task RenameAsync(IPage page)
    {
        await page.GetByText("Rename", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Name of this cluster").FillAsync("<b>My</b> favourites");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "<b>My</b> favourites" })).ToBeVisibleAsync();
        await page.GoBackAsync();
    }

    // Tab to the wall, two images on, open it, walk to the next, and back up.
    private static async Task KeyboardAsync(IPage page, int dataset)
    {
        await page.GotoAsync($"/datasets/{dataset}");
        await Expect(page.Locator("image-grid a").First).ToBeVisibleAsync();
        await page.Locator("image-grid a").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**?image=2");
        await Expect(page.GetByText("Its words")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync("**?image=3");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync($"**/datasets/{dataset}");
    }

    private static async Task DeleteAndUndoAsync(IPage page, int dataset)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle); // pictures still asked for when it goes would be faults
        await page.GetByLabel("More about this dataset").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete dataset and its runs" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator($"a[href='datasets/{dataset}']").Last).ToBeVisibleAsync();
    }
}
