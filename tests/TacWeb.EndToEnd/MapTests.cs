using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

[Collection(SiteTests.Name)]
public sealed class MapTests(Site site)
{
    [BrowserFact]
    public async Task The_map_is_computed_drawn_coloured_and_lassoed()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        await page.GotoAsync("/runs/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Map" }).ClickAsync();
        await Expect(page.Locator("cluster-map[ready]")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await Expect(page.Locator("cluster-map li button")).ToHaveCountAsync(3);
        Assert.True(await InkAsync(page) > 20, "dots are drawn");

        await page.GetByLabel("Colour by").SelectOptionAsync("class");
        await Expect(page.Locator("cluster-map [aria-label=Legend] h2")).ToHaveTextAsync("True classes");
        await page.GetByLabel("Colour by").SelectOptionAsync("confidence");
        await Expect(page.Locator("cluster-map [aria-label=Legend] h2")).ToHaveTextAsync("Confidence");
        await page.GetByLabel("Colour by").SelectOptionAsync("2");
        await Expect(page.Locator("cluster-map li button")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Lasso" }).ClickAsync();
        await AroundAsync(page);
        await Expect(page.Locator("cluster-map .picked h2")).ToHaveTextAsync("36 images chosen");
        Task<IDownload> download = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a list" }).ClickAsync();
        Assert.Equal(37, (await File.ReadAllLinesAsync(await (await download).PathAsync())).Length);
        Assert.EndsWith("/runs/1/map?colour=2", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task What_is_chosen_on_the_map_is_moved_marked_as_noise_and_looked_for()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        await page.GotoAsync("/runs/2/map");
        await Expect(page.Locator("cluster-map[ready]")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        ILocator legend = page.Locator("cluster-map li button"), status = page.Locator("cluster-map [role=status]");
        await Expect(legend).ToHaveCountAsync(3);

        // without a mouse: a group of the legend, all of it
        await page.TabToAsync(legend.First);
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Choose these" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("cluster-map .picked h2")).ToContainTextAsync("chosen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as noise" }).ClickAsync();
        await Expect(status).ToContainTextAsync("Marked as noise.");
        await Expect(legend.GetByText("noise")).ToBeVisibleAsync();

        await ChooseAsync(page, "noise");
        await page.GetByLabel("Move to").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move there" }).ClickAsync();
        await Expect(status).ToContainTextAsync("Moved.");
        await Expect(legend.GetByText("noise")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Undo or look at every edit" }).ClickAsync();
        foreach (string left in new[] { "2 edits", "1 edit" })
        {
            await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync(left);
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        }

        await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync("No edits yet");
        await page.GotoAsync("/runs/2/map");
        await Expect(page.Locator("cluster-map[ready]")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await ChooseAsync(page, null);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find more like these" }).ClickAsync();
        await page.WaitForURLAsync("**/datasets/1?view=search&like=*");
        await Expect(page.Locator("search-images [role=status]")).ToContainTextAsync("like these 12 images: nearest of 36 images");
        Assert.Empty(visit.Faults);
    }

    private static async Task ChooseAsync(IPage page, string? group)
    {
        ILocator buttons = page.Locator("cluster-map li button");
        await (group is null ? buttons.First : buttons.GetByText(group)).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose these" }).ClickAsync();
    }

    // A loop along the edge of the plot, with the mouse.
    private static async Task AroundAsync(IPage page)
    {
        LocatorBoundingBoxResult box = (await page.Locator("cluster-map canvas").First.BoundingBoxAsync())!;
        (float left, float top, float right, float bottom) = (box.X + 3, box.Y + 3, box.X + box.Width - 3, box.Y + box.Height - 3);
        await page.Mouse.MoveAsync(left, top);
        await page.Mouse.DownAsync();
        foreach ((float x, float y) in new[] { (right, top), (right, bottom), (left, bottom), (left, top + 8) })
        {
            await page.Mouse.MoveAsync(x, y, new() { Steps = 12 });
            await page.WaitForTimeoutAsync(30);
        }

        await page.Mouse.UpAsync();
    }

    // Pixels of the plot that are not its ground.
    private static Task<int> InkAsync(IPage page) => page.EvaluateAsync<int>(
        """
        async () => {
          await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
          const source = document.querySelector('cluster-map').shadowRoot.querySelector('canvas'), copy = document.createElement('canvas');
          copy.width = source.width; copy.height = source.height;
          const context = copy.getContext('2d'); context.drawImage(source, 0, 0);
          const data = context.getImageData(0, 0, copy.width, copy.height).data;
          let ink = 0;
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) + Math.abs(data[i + 2] - data[2]) > 60) ink++;
          return ink;
        }
        """);
}
