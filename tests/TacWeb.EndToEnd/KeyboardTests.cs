using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>The whole way, from the sample pictures to two runs side by side, without a mouse.</summary>
[Collection(SiteTests.Name)]
public sealed class KeyboardTests(Site site)
{
    [BrowserFact]
    public async Task Sample_pictures_run_cluster_and_compare_by_keyboard_alone()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        IPage page = visit.Page;
        await page.GotoAsync("/");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Try it with sample pictures" }));
        await page.WaitForURLAsync("**/datasets/1", new() { Timeout = Steps.VeryLong });

        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Find clusters" }));
        await OrderAsync(page);
        await page.WaitForURLAsync("**/runs?ids=*", new() { Timeout = Steps.VeryLong });

        await PressAsync(page, page.Locator("a[href='runs/1']"));
        await PressAsync(page, page.Locator(".cluster h3 a").First);
        await PressAsync(page, page.Locator(".concepts a").First);
        await page.WaitForURLAsync("**concept=*");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync("**/runs/1");

        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Compare" }));
        await page.TabToAsync(page.GetByLabel("Compare run 2"));
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByLabel("Compare run 2")).ToBeCheckedAsync();
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Compare" }));
        await page.WaitForURLAsync("**/compare?runs=*,*");
        await PressAsync(page, page.Locator(".cells a").First);
        await Expect(page.Locator("image-grid a").First).ToBeVisibleAsync();
        await page.TabToAsync(page.Locator("image-grid a").First);
        Assert.Empty(visit.Faults);
    }

    // Two quick methods, a known K, words of one's own: everything by Tab, arrows, the space bar and typing.
    private static async Task OrderAsync(IPage page)
    {
        await Expect(page.Locator(".estimate")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await page.TabToAsync(page.GetByLabel("Find it for me"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TabToAsync(page.Locator("input[type=number][aria-label='Number of clusters']"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("14");
        foreach ((string method, bool wanted) in new[] { ("tac", false), ("kmeans", true), ("spherical-kmeans", true) })
        {
            ILocator box = page.Locator(".method-choice", new() { Has = page.GetByText(method, new() { Exact = true }) }).Locator("input[type=checkbox]");
            await page.TabToAsync(box);
            if (await box.IsCheckedAsync() != wanted)
            {
                await page.Keyboard.PressAsync("Space");
            }
        }

        await page.TabToAsync(page.GetByLabel("All nouns of WordNet"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.TabToAsync(page.GetByLabel("One word or phrase a line"));
        foreach (string word in new[] { "apple", "dress", "shoe", "milk", "hat", "lemon" })
        {
            await page.Keyboard.TypeAsync(word);
            await page.Keyboard.PressAsync("Enter");
        }

        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Start" }));
    }

    private static async Task PressAsync(IPage page, ILocator wanted)
    {
        await page.TabToAsync(wanted);
        await page.Keyboard.PressAsync("Enter");
    }
}
