using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>A reader of Chinese, from the first page to the export, on a server of its own.</summary>
[Collection(SiteTests.Name)]
public sealed partial class ChineseTests(Site site)
{
    private const string Words = "apple\nlemon\nbanana\ntomato\nmushroom\npineapple\nwatermelon\nmango\nmilk\ndress\nhat\nshoe\nshirt\ntrousers\nskirt\npear\norange\npotato";

    [BrowserFact]
    public async Task From_the_first_page_over_the_sample_to_an_export_everything_is_Chinese()
    {
        await using ServerProcess server = await ServerProcess.StartAsync();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        IPage page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", new Regex("^zh"));
        await page.GetByRole(AriaRole.Button, new() { Name = "用示例图片试一试" }).ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/datasets/\d+$"), new() { Timeout = Steps.VeryLong });

        await page.GotoAsync("/runs/new?dataset=1&methods=kmeans&k=14");
        await Expect(page.Locator(".estimate")).ToBeVisibleAsync(new() { Timeout = Steps.Long });
        await page.GetByLabel("自己的词语").CheckAsync();
        await page.GetByLabel("每行一个词或短语").FillAsync(Words);
        await page.GetByRole(AriaRole.Button, new() { Name = "开始运行" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/1", new() { Timeout = Steps.VeryLong });

        await Expect(page.Locator(".cluster")).ToHaveCountAsync(14);
        string[] names = [.. await page.Locator(".cluster h3").AllTextContentsAsync()];
        // a synset without a Chinese lemma shows its English one
        Assert.True(names.Count(name => Han().IsMatch(name)) >= 7, string.Join(", ", names));
        await page.Locator(".cluster h3 a").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(Han());
        await page.GotoAsync("/runs/1");
        await page.GetByText("下载", new() { Exact = true }).ClickAsync();
        Task<IDownload> download = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "表格（CSV）" }).ClickAsync();
        string table = await ExportAsync(await download);
        Assert.Contains("zh-CN", table, StringComparison.Ordinal);
        Assert.All(names.Where(name => Han().IsMatch(name)), name => Assert.Contains(name.Trim(), table, StringComparison.Ordinal));
        Assert.Empty(visit.Faults);
    }

    // a zip with the table and its card, or the table alone
    private static async Task<string> ExportAsync(IDownload download)
    {
        string path = await download.PathAsync();
        if (!download.SuggestedFilename.EndsWith(".zip", StringComparison.Ordinal))
        {
            return await File.ReadAllTextAsync(path);
        }

        using System.IO.Compression.ZipArchive zip = System.IO.Compression.ZipFile.OpenRead(path);
        List<string> texts = [];
        foreach (System.IO.Compression.ZipArchiveEntry entry in zip.Entries)
        {
            using StreamReader reader = new(entry.Open());
            texts.Add(await reader.ReadToEndAsync());
        }

        return string.Join('\n', texts);
    }

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Han();
}
