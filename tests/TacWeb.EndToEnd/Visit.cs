using Microsoft.Playwright;

namespace TacWeb.EndToEnd;

/// <summary>One browser window that remembers errors and every request that left this machine's site.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Console errors, page errors, failed responses and requests to anywhere else.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static async Task<Visit> StartAsync(Site site, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, Uri? address = null)
    {
        Uri home = address ?? site.Address;
        IBrowserContext context = await site.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, BaseURL = home.ToString() });
        Visit visit = new(context, await context.NewPageAsync());
        visit.Page.Request += (_, request) => visit.Check(home, request);
        visit.Page.Response += (_, response) => visit.Add(response.Status >= 400, $"{response.Status} {response.Url}");
        visit.Page.Console += (_, message) => visit.Add(message.Type is "error" or "warning" && !message.Text.Contains("GL Driver Message", StringComparison.Ordinal), $"{message.Type}: {message.Text}");
        visit.Page.PageError += (_, error) => visit.Add(true, error);
        return visit;
    }

    /// <summary>Forgets the faults so far: a server that is killed leaves some, as it must.</summary>
    public void Forgive() => _faults.Clear();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Check(Uri home, IRequest request) =>
        Add(!request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:" + home, StringComparison.Ordinal) && new Uri(request.Url).Authority != home.Authority, $"left the site: {request.Url}");

    private void Add(bool wrong, string fault)
    {
        if (wrong)
        {
            _faults.Add(fault);
        }
    }
}
