using Microsoft.Playwright;
using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>axe-core on every page, light and dark: nothing serious.</summary>
[Collection(SiteTests.Name)]
public sealed class AccessibilityTests(Site site)
{
    private static readonly string[] Pages =
    [
        "/", "/datasets", "/datasets/1", "/datasets/1?image=0", "/datasets/1?view=similar", "/datasets/new", "/runs", "/runs/new?dataset=1", "/runs/1", "/runs/1?view=tree", "/runs/1?view=correct", "/runs/1?view=assign", "/runs/1/map", "/runs/1/clusters/0", "/compare", "/compare?runs=1,2&cell=0-0", "/compare?runs=1", "/datasets/1?view=search&q=disc", "/datasets/1?view=search&like=3",
        "/concepts?q=dress", "/concepts?synset=animal.n.01", "/methods", "/models", "/jobs", "/settings", "/nope",
    ];

    [BrowserFact]
    public async Task Axe_finds_nothing_serious_on_any_page()
    {
        string axe = await File.ReadAllTextAsync(Repository.PathOf("node_modules", "axe-core", "axe.min.js"));
        List<string> found = [];
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using Visit visit = await Visit.StartAsync(site, scheme: scheme);
            foreach (string path in Pages)
            {
                await visit.Page.GotoAsync(path);
                await SettleAsync(visit.Page);
                await visit.Page.EvaluateAsync(axe);
                string[] faults = await visit.Page.EvaluateAsync<string[]>(
                    "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(fault => ['serious', 'critical'].includes(fault.impact)).map(fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)");
                found.AddRange(faults.Select(fault => $"{path} {scheme}: {fault}"));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    // What scripts fill is looked at filled: the desk, what a search found, the map.
    private static async Task SettleAsync(IPage page) => await page.WaitUntilAsync(
        "() => [...document.querySelectorAll('correction-desk, cluster-map, search-images[q], search-images[like], image-grid')].every(element => ['ready', 'failed'].some(state => element.hasAttribute(state)))");
}
