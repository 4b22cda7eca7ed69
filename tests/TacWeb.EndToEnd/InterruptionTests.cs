using System.Security.Cryptography;
using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>Lost connections, reloads and killed servers: nothing is lost, and only the rest is done again.</summary>
[Collection(SiteTests.Name)]
public sealed class InterruptionTests(Site site)
{
    private const int Chunk = 8 * 1024 * 1024;

    [BrowserFact]
    public async Task After_a_reload_the_same_file_goes_on_where_it_was_cut()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        string zip = BigZip(server.Folder);
        List<long> offsets = [];
        TaskCompletionSource cut = new();
        await visit.Page.RouteAsync("**/api/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH")
            {
                long offset = long.Parse(route.Request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture);
                offsets.Add(offset);
                if (offset > 0 && !cut.Task.IsCompleted)
                {
                    await route.AbortAsync();
                    cut.TrySetResult();
                    return;
                }
            }

            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("input[type=file]:not([webkitdirectory])").First.SetInputFilesAsync(zip);
        await cut.Task.WaitAsync(TimeSpan.FromMilliseconds(Steps.Long));
        visit.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByText("An upload was interrupted")).ToBeVisibleAsync();
        offsets.Clear();
        await visit.Page.Locator("input[type=file]:not([webkitdirectory])").First.SetInputFilesAsync(zip);
        await visit.Page.WaitForPreviewAsync();
        Assert.Equal(Chunk, offsets.Min());
        await Expect(visit.Page.Locator(".numbers")).ToContainTextAsync("12");
    }

    [BrowserFact]
    public async Task A_server_that_dies_in_the_middle_of_an_upload_gets_the_rest_when_it_is_back()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        string zip = BigZip(server.Folder);
        TaskCompletionSource half = new(), back = new();
        List<long> offsets = [];
        await visit.Page.RouteAsync("**/api/uploads/*", async route =>
        {
            if (route.Request.Method == "PATCH" && long.Parse(route.Request.Headers["upload-offset"], System.Globalization.CultureInfo.InvariantCulture) is var offset and > 0)
            {
                half.TrySetResult();
                await back.Task;
                offsets.Add(offset);
            }

            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator("input[type=file]:not([webkitdirectory])").First.SetInputFilesAsync(zip);
        await half.Task.WaitAsync(TimeSpan.FromMilliseconds(Steps.Long));
        await server.KillAsync();
        await server.StartAgainAsync();
        back.SetResult();
        await visit.Page.WaitForPreviewAsync();
        Assert.Equal(Chunk, offsets.Min());
        await Expect(visit.Page.Locator(".numbers")).ToContainTextAsync("12");
    }

    [BrowserFact]
    public async Task A_server_killed_in_mid_job_goes_on_with_it_after_its_start()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        IPage page = visit.Page;
        await page.UploadAsync(BigZip(server.Folder, junk: 0, pictures: 60));
        int dataset = await page.MakeDatasetAsync();
        await page.GotoAsync($"/runs/new?dataset={dataset}&methods=tac&k=3&words=food.n.01");
        await Expect(page.Locator(".estimate")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs?job=*", new() { Timeout = Steps.Long });
        string jobs = page.Url;
        await Expect(page.GetByText("Reading the dictionary")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await server.KillAsync();
        await server.StartAgainAsync();
        visit.Forgive();
        await using Visit later = await Visit.StartAsync(site, address: server.Address);
        await later.Page.GotoAsync(jobs);
        await later.Page.WaitForURLAsync("**/runs/1", new() { Timeout = Steps.VeryLong });
        await Expect(later.Page.Locator(".cluster")).ToHaveCountAsync(3);
        await later.Page.GotoAsync("/jobs");
        await later.Page.GetByRole(AriaRole.Button, new() { Name = "Log of" }).First.ClickAsync();
        await Expect(later.Page.GetByText("stopped meanwhile")).ToBeVisibleAsync();
        Assert.Empty(later.Faults);
    }

    // Pictures of three kinds, and bytes that nothing can pack, so that there are several chunks.
    private static string BigZip(TemporaryFolder folder, int junk = (2 * Chunk) + 4_000_000, int pictures = 12)
    {
        IEnumerable<(string, byte[])> entries = Enumerable.Range(0, pictures).Select(i => ($"{new[] { "disc", "stripes", "checks" }[i % 3]}/{i}.png", MadePictures.OfKind(i % 3, i)));
        return folder.Write("big.zip", MadeArchives.Zip(junk == 0 ? entries : [.. entries, ("noise.bin", RandomNumberGenerator.GetBytes(junk))]));
    }
}
