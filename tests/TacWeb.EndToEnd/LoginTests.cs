using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TacWeb.Testing;
using static Microsoft.Playwright.Assertions;

namespace TacWeb.EndToEnd;

/// <summary>Several people on one server, in the browser.</summary>
[Collection(SiteTests.Name)]
public sealed partial class LoginTests(Site site)
{
    private const string Password = "correct horse battery";

    [BrowserFact]
    public async Task An_expired_token_makes_nobody()
    {
        await using LoginServer server = new();
        await using Visit visit = await Visit.StartAsync(site, address: server.Address);
        server.Ahead = TimeSpan.FromMinutes(31);
        await visit.Page.GotoAsync("/");
        await StartAsync(visit.Page, server.Token, "root");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The token has expired");
    }

    [BrowserFact]
    public async Task From_the_token_in_the_log_to_pictures_that_others_do_not_see()
    {
        await using LoginServer server = new();
        await using Visit root = await Visit.StartAsync(site, address: server.Address), ann = await Visit.StartAsync(site, 360, 740, ColorScheme.Dark, server.Address);
        await MakeAdminAsync(root.Page, server);
        int dataset = await UploadAsync(root.Page);
        Assert.Empty(root.Faults);

        string invitation = await InviteAsync(root.Page, "ann");
        await ann.Page.GotoAsync("/account/start");
        await StartAsync(ann.Page, invitation, null);
        await Expect(ann.Page.GetByRole(AriaRole.Link, new() { Name = "Account" })).ToBeVisibleAsync();
        Assert.Empty(ann.Faults);
        await StrangerAsync(ann, dataset);
        await WrongPasswordAsync(ann);
        await CircuitAsync(root, ann);
    }

    [BrowserFact]
    public async Task Axe_finds_nothing_serious_around_the_login()
    {
        await using LoginServer server = new();
        string axe = await File.ReadAllTextAsync(Repository.PathOf("node_modules", "axe-core", "axe.min.js"));
        List<string> found = [];
        foreach ((ColorScheme scheme, int width) in new[] { (ColorScheme.Light, 360), (ColorScheme.Dark, 1280) })
        {
            await using Visit visit = await Visit.StartAsync(site, width, scheme: scheme, address: server.Address);
            await CheckAsync(visit.Page, "/account/start", axe, found);
            if (scheme == ColorScheme.Light)
            {
                await MakeAdminAsync(visit.Page, server);
                await InviteAsync(visit.Page, "ann");
                await PictureAsync(visit.Page, "people-narrow");
            }
            else
            {
                await CheckAsync(visit.Page, "/account/login", axe, found);
                await PictureAsync(visit.Page, "login-dark");
                await EnterAsync(visit.Page, "root", Password);
            }

            await visit.Page.WaitForURLAsync("**/*");
            foreach (string path in new[] { "/account", "/users", "/audit" })
            {
                await CheckAsync(visit.Page, path, axe, found);
                Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{path} is wider than the window");
                await PictureAsync(visit.Page, $"{path[1..]}-{scheme.ToString().ToLowerInvariant()}");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task MakeAdminAsync(IPage page, LoginServer server)
    {
        await page.GotoAsync("/datasets");
        await page.WaitForURLAsync("**/account/start");
        await StartAsync(page, server.Token, "root");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Account" })).ToBeVisibleAsync();
    }

    // By keyboard alone: the first field has the focus.
    private static async Task StartAsync(IPage page, string token, string? name)
    {
        await Expect(page.GetByLabel("One-time token")).ToBeFocusedAsync();
        foreach (string text in new[] { token, name, Password, Password }.OfType<string>())
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task EnterAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    // The upload tray and the preview send the antiforgery token along.
    private static async Task<int> UploadAsync(IPage page)
    {
        using TemporaryFolder folder = new();
        await page.UploadAsync([.. Enumerable.Range(0, 6).Select(i => folder.Write($"{i}.png", MadePictures.OfKind(i % 3, i)))]);
        return await page.MakeDatasetAsync("Shapes");
    }

    private static async Task<string> InviteAsync(IPage page, string name)
    {
        await page.GotoAsync("/users");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"One-time token for {name}" })).ToBeVisibleAsync();
        return Secret().Match(await page.Locator(".notice .command").InnerTextAsync()).Value;
    }

    private static async Task StrangerAsync(Visit visit, int dataset)
    {
        await visit.Page.GotoAsync("/datasets");
        await Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("Shapes");
        foreach (string path in new[] { $"/datasets/{dataset}", $"/api/images/{dataset}-0/thumbnail", $"/api/images/{dataset}-0/file", "/users", "/audit" })
        {
            IResponse? answer = await visit.Page.GotoAsync(path);
            Assert.Equal(404, answer!.Status);
        }

        visit.Forgive();
    }

    private static async Task WrongPasswordAsync(Visit visit)
    {
        await visit.Page.GotoAsync("/account");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/account/login");
        await EnterAsync(visit.Page, "ann", "something else");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Name or password is wrong.");
        visit.Forgive();
        await visit.Page.GotoAsync("/jobs");
        await EnterAsync(visit.Page, "ann", Password);
        await visit.Page.WaitForURLAsync("**/jobs");
        Assert.Empty(visit.Faults);
    }

    // A page that is open when its reader is removed: the live part of it leads to the login.
    private static async Task CircuitAsync(Visit root, Visit ann)
    {
        await ann.Page.GotoAsync("/");
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Try it with sample pictures" }).ClickAsync();
        await ann.Page.WaitForURLAsync(new Regex(@"/datasets/\d+$"), new() { Timeout = Steps.Long });
        await ann.Page.GotoAsync("/jobs");
        ILocator log = ann.Page.GetByRole(AriaRole.Button, new() { Name = "Log of Make the dataset Sample pictures" });
        await log.ClickAsync();
        await Expect(ann.Page.Locator(".log")).ToBeVisibleAsync();
        Assert.Empty(ann.Faults);

        await root.Page.GotoAsync("/users");
        await root.Page.GetByLabel("Remove ann").ClickAsync();
        await root.Page.GetByRole(AriaRole.Button, new() { Name = "Remove ann" }).ClickAsync();
        await Expect(root.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("ann is removed.");
        await log.ClickAsync();
        // more than one live part of the page may lead there: the first way is given up for the second
        await Expect(ann.Page).ToHaveURLAsync(new Regex("/account/login$"), new() { Timeout = Steps.Long });
        await root.Page.GotoAsync("/audit");
        await Expect(root.Page.Locator("main")).ToContainTextAsync("Person removed: ann");
    }

    private static async Task CheckAsync(IPage page, string path, string axe, List<string> found)
    {
        await page.GotoAsync(path);
        await page.EvaluateAsync(axe);
        string[] faults = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(fault => ['serious', 'critical'].includes(fault.impact)).map(fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)");
        found.AddRange(faults.Select(fault => $"{path}: {fault}"));
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TACWEB_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Repository.PathOf(folder, $"{name}.png") });
        }
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Secret();
}
