using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>What people do, in the browser.</summary>
internal static partial class Steps
{
    public const float Long = 60_000;

    /// <summary>Chooses files on the first page and waits for the preview.</summary>
    public static async Task UploadAsync(this IPage page, params string[] paths)
    {
        await page.GotoAsync("/");
        await page.Locator("input[type=file]:not([webkitdirectory])").First.SetInputFilesAsync(paths);
        await page.WaitForPreviewAsync();
    }

    /// <summary>Waits for the preview of what was uploaded.</summary>
    public static async Task WaitForPreviewAsync(this IPage page)
    {
        await page.WaitForURLAsync("**/datasets/new?check=*", new() { Timeout = Long });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Make a dataset of this?" })).ToBeVisibleAsync(new() { Timeout = Long });
    }

    /// <summary>Makes the dataset of the preview and waits for its page.</summary>
    /// <returns>Its number.</returns>
    public static async Task<int> MakeDatasetAsync(this IPage page, string? name = null)
    {
        if (name is not null)
        {
            await page.GetByLabel("Name").FillAsync(name);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Make dataset" }).ClickAsync();
        await page.WaitForURLAsync(DatasetAddress(), new() { Timeout = Long });
        return LastNumber(page.Url);
    }

    /// <summary>Orders a run with words of its own and a known k, on the page of a new run; ends on the page of jobs.</summary>
    public static async Task OrderRunAsync(this IPage page, int dataset, string methods, int k, string words)
    {
        await page.GotoAsync($"/runs/new?dataset={dataset}&methods={methods}&k={k}");
        await Expect(page.Locator(".estimate")).ToBeVisibleAsync(new() { Timeout = Long });
        await page.GetByLabel("My own words").CheckAsync();
        await page.GetByLabel("One word or phrase a line").FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs?job=*", new() { Timeout = Long });
    }

    private static int LastNumber(string address) => int.Parse(address[(address.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/datasets/\d+$")]
    private static partial Regex DatasetAddress();
}
