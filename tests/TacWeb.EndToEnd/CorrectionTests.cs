using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

[Collection(SiteTests.Name)]
public sealed class CorrectionTests(Site site)
{
    [BrowserFact]
    public async Task Images_are_moved_clusters_merged_and_split_and_all_of_it_undone()
    {
        await using Visit visit = await Visit.StartAsync(site);
        IPage page = visit.Page;
        await page.GotoAsync("/runs/2?view=correct");
        ILocator clusters = page.Locator("correction-desk li button"), tiles = page.Locator("correction-desk image-grid a"), status = page.Locator("correction-desk [role=status]");
        await Expect(clusters).ToHaveCountAsync(3);
        await Expect(tiles).ToHaveCountAsync(12);

        await tiles.Nth(1).ClickAsync();
        await tiles.Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator("correction-desk .count")).ToHaveTextAsync("3 images chosen:");
        await page.GetByLabel("Move to").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move there" }).ClickAsync();
        await page.AnswerAsync("Name of the new cluster", "<b>odd</b> ones");
        await Expect(clusters).ToHaveCountAsync(4);
        await Expect(clusters.Last).ToContainTextAsync("<b>odd</b> ones");

        await page.GetByLabel("Tick <b>odd</b> ones").CheckAsync();
        await page.Locator("correction-desk li input").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge the ticked" }).ClickAsync();
        await Expect(clusters).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Split", Exact = true }).ClickAsync();
        await Expect(clusters).ToHaveCountAsync(4);

        // the keyboard: to the wall, choose with the space bar
        await tiles.First.FocusAsync();
        await page.Keyboard.PressAsync(" ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as noise" }).ClickAsync();
        await Expect(clusters.Last).ToContainTextAsync("noise");
        await page.ReloadAsync();
        await Expect(clusters).ToHaveCountAsync(5);
        await page.GetByText("What was changed").ClickAsync();
        await Expect(page.Locator("correction-desk details li")).ToContainTextAsync(["1 image marked as noise", "split into 2", "1 merged into", "3 images moved to “<b>odd</b> ones”"]);
        for (int left = 4; left > 0; left--)
        {
            await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync(left == 1 ? "1 edit" : $"{left} edits");
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(status).ToHaveTextAsync("Taken back.");
        }

        await Expect(clusters).ToHaveCountAsync(3);
        await Expect(page.Locator("correction-desk .edits")).ToHaveTextAsync("No edits yet");
        Assert.Empty(visit.Faults);
    }

    [BrowserFact]
    public async Task New_images_are_placed_by_what_the_run_trained()
    {
        await using Visit visit = await Visit.StartAsync(site);
        using TemporaryFolder folder = new();
        await visit.Page.GotoAsync("/runs/1?view=assign");
        await visit.Page.Locator("assign-images input").SetInputFilesAsync([folder.Write("new.png", MadePictures.OfKind(1, 77)), folder.Write("note.png", "no picture"u8.ToArray())]);
        await Expect(visit.Page.Locator("assign-images [role=status]")).ToHaveTextAsync("1 of 2 images placed", new() { Timeout = Steps.Long });
        await Expect(visit.Page.Locator("assign-images li strong").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(string.Join('|', site.Names.Select(System.Text.RegularExpressions.Regex.Escape))));
        await Expect(visit.Page.Locator("assign-images li .wrong")).ToHaveCountAsync(1);
        Assert.Empty(visit.Faults);
    }
}
