using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using TacWeb.Api.Jobs;

namespace TacWeb.Components.Jobs;

/// <summary>The tray of jobs on every page: the running one, how many wait, and the one that ended last while the page was open.</summary>
public sealed partial class JobTray : IDisposable
{
    private IDisposable? _subscription;
    private int? _watched;

    [Inject]
    private JobViews Views { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<JobView> Open { get; set; } = [];

    // The page of jobs says it all already.
    private bool IsHidden => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0] == "jobs";

    private JobView? Ended { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription?.Dispose();
        Navigation.LocationChanged -= Moved;
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Refresh();
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += Moved;
            _subscription = Views.Subscribe(() => InvokeAsync(() =>
            {
                Refresh();
                StateHasChanged();
            }));
        }
    }

    private void Dismiss() => Ended = null;

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(StateHasChanged);

    // Looking at uploads ends in the upload's own panel, and needs no word here.
    private void Refresh()
    {
        Open = [.. Views.Open().Where(job => job.Kind != "check").OrderBy(job => job.State == "queued")];
        if (_watched is { } id && Open.All(job => job.Id != id))
        {
            Ended = Views.Find(id);
        }

        _watched = Open.Count > 0 ? Open[0].Id : null;
    }
}
