using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

[Collection(SiteTests.Name)]
public sealed class RunsPageTests(Site site)
{
    [BrowserFact]
    public async Task A_run_is_opened_by_a_click_and_shows_its_clusters_by_name()
    {
        await using Visit visit = await Visit.StartAsync(site);
        await visit.Page.GotoAsync("/runs");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Runs" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("time").First).ToHaveAttributeAsync("datetime", new System.Text.RegularExpressions.Regex("^20\\d\\d-"));
        await Run(visit).ClickAsync();
        await visit.Page.WaitForURLAsync("**/runs/1");
        Assert.Equal(3, site.Names.Count);
        foreach (string name in site.Names)
        {
            await Expect(visit.Page.GetByText(name, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await visit.Page.WaitUntilAsync("[...document.images].length > 0 && [...document.images].every(image => image.complete && image.naturalWidth > 0)"); // every thumbnail is drawn
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task The_keyboard_alone_opens_a_run()
    {
        await using Visit visit = await Visit.StartAsync(site);
        await visit.Page.GotoAsync("/runs");
        ILocator link = Run(visit);
        for (int presses = 0; presses < 24 && !await link.EvaluateAsync<bool>("element => element === document.activeElement"); presses++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.NotEqual("none", await link.EvaluateAsync<string>("element => getComputedStyle(element, '::after').outlineStyle"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/runs/1");
    }

    [BrowserFact]
    public async Task No_width_makes_a_page_scroll_sideways()
    {
        foreach (int width in new[] { 360, 768, 1280, 2560 })
        {
            await using Visit visit = await Visit.StartAsync(site, width);
            foreach (string path in new[] { "/", "/datasets", "/datasets/1", "/datasets/1?image=0", "/datasets/1?view=similar", "/datasets/new", "/runs", "/runs/new?dataset=1", "/runs/1", "/runs/1?view=tree", "/runs/1?view=correct", "/runs/1?view=assign", "/runs/1/map", "/runs/1/clusters/0", "/compare", "/compare?runs=1,2&cell=0-0", "/compare?runs=1", "/datasets/1?view=search&q=disc", "/datasets/1?view=search&like=3", "/runs/1/index.html", "/concepts?q=dress", "/methods", "/models", "/jobs", "/settings", "/nope" })
            {
                await visit.Page.GotoAsync(path);
                Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} at {width} px");
            }

            Assert.Equal(["404"], visit.Faults.Select(fault => fault[..3]).Where(fault => fault != "err").Distinct());
        }
    }

    [BrowserFact]
    public async Task Dark_and_light_are_what_the_system_asks_for()
    {
        await using Visit light = await Visit.StartAsync(site, scheme: ColorScheme.Light), dark = await Visit.StartAsync(site, scheme: ColorScheme.Dark);
        Assert.True(await Brightness(light) > 200);
        Assert.True(await Brightness(dark) < 60);
        Assert.Empty(light.Faults);
        Assert.Empty(dark.Faults);
    }

    [BrowserFact]
    public async Task What_is_typed_narrows_the_list_and_stands_in_the_address()
    {
        await using Visit visit = await Visit.StartAsync(site);
        Task<IWebSocket> socket = visit.Page.WaitForWebSocketAsync();
        await visit.Page.GotoAsync("/runs");
        Assert.Equal(site.Address.Authority, new Uri((await socket).Url).Authority);
        await Expect(visit.Page.Locator(".run")).ToHaveCountAsync(2);
        await visit.Page.GetByRole(AriaRole.Textbox).FillAsync("kmeans");
        await Expect(visit.Page.Locator(".run")).ToHaveCountAsync(1);
        Assert.EndsWith("/runs?q=kmeans", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".run")).ToHaveCountAsync(1);
        await Expect(visit.Page.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("kmeans");
        Assert.Empty(visit.Faults);
    }

    private static ILocator Run(Visit visit) => visit.Page.Locator("a[href='runs/1']");

    private static async Task<double> Brightness(Visit visit)
    {
        await visit.Page.GotoAsync("/runs");
        return await visit.Page.EvaluateAsync<double>("(getComputedStyle(document.body).backgroundColor.match(/\\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part) / 3, 0)");
    }
}
