using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>What people do, in the browser.</summary>
internal static partial class Steps
{
    public const float Long = 60_000;

    /// <summary>For what is computed: minutes where other work fills the machine, seconds where none does.</summary>
    public const float VeryLong = 600_000;

    /// <summary>Chooses files on the first page and waits for the preview.</summary>
    public static async Task UploadAsync(this IPage page, params string[] paths)
    {
        await page.GotoAsync("/");
        await page.Locator("input[type=file]:not([webkitdirectory])").First.SetInputFilesAsync(paths);
        await page.WaitForPreviewAsync();
    }

    /// <summary>Waits until a condition in JavaScript holds. Playwright's own WaitForFunction asks again from within the page, where the site's policy forbids eval: it fails whenever the first look is too early.</summary>
    public static async Task WaitUntilAsync(this IPage page, string condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await page.EvaluateAsync<bool>(condition))
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds < Long, $"{page.Url}: not within a minute: {condition}");
            await Task.Delay(100);
        }
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

    /// <summary>Drops a file on the page, as far as scripts can: the events of a drag with a file in it.</summary>
    public static Task DropAsync(this IPage page, (string Name, string Type, byte[] Content) file) => page.EvaluateAsync(
        """
        ([name, type, content]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name, { type }));
          for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
        """,
        new[] { file.Name, file.Type, Convert.ToBase64String(file.Content) });

    /// <summary>Types a name into the window that asks for one, and saves it.</summary>
    public static async Task AnswerAsync(this IPage page, string question, string name)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = question }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }

    /// <summary>Presses Tab until an element has the focus, and checks that this can be seen.</summary>
    public static async Task TabToAsync(this IPage page, ILocator wanted)
    {
        const string HasFocus = "element => element.getRootNode().activeElement === element";
        await wanted.WaitForAsync(new() { Timeout = Long });
        for (int presses = 0; presses < 200 && !await wanted.EvaluateAsync<bool>(HasFocus); presses++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.True(await wanted.EvaluateAsync<bool>(HasFocus), $"{wanted} is not reached by Tab");
        Assert.True(await wanted.EvaluateAsync<bool>("element => [null, '::after', '::before'].some(part => getComputedStyle(element, part).outlineStyle !== 'none') || element.closest('label, details')?.matches(':focus-within')"), $"{wanted} does not show that it has the focus");
    }

    private static int LastNumber(string address) => int.Parse(address[(address.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/datasets/\d+$")]
    private static partial Regex DatasetAddress();
}
