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
        Assert.Empty(visit.Faults);
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
