using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Api.Jobs;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Components.Jobs;

/// <summary>The newest jobs, live. When the job in focus ends with runs or a dataset, the page goes there.</summary>
public sealed partial class JobList : IDisposable
{
    private const int Shown = 100;
    private readonly HashSet<int> _open = [];
    private IDisposable? _subscription;
    private bool _watched;

    /// <summary>The job that the reader came for, or null.</summary>
    [Parameter]
    public int? Focus { get; set; }

    /// <summary>Whether the reader asked for that job a moment ago and wants to see what it leaves, also when it has ended already.</summary>
    [Parameter]
    public bool Go { get; set; }

    [Inject]
    private JobViews Views { get; set; } = null!;

    [Inject]
    private JobDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<JobView> Jobs { get; set; } = [];

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Refresh();
        if (RendererInfo.IsInteractive)
        {
            _subscription = Views.Subscribe(() => InvokeAsync(() =>
            {
                Refresh();
                StateHasChanged();
            }));
        }
    }

    /// <summary>Where a finished job's result can be seen, or null.</summary>
    internal static string? AddressOf(JobView job) => job switch
    {
        { State: "done", Kind: "run", Result: { } result } when result["runs"]?.AsArray() is [{ } first, ..] runs =>
            runs.Count == 1 ? $"runs/{first}" : string.Create(CultureInfo.InvariantCulture, $"runs?ids={string.Join(',', runs.Select(run => run!.ToString()))}"),
        { State: "done", Kind: "dataset", Result: { } result } when result["dataset"] is { } dataset => $"datasets/{dataset}",
        { State: "done", Kind: "similar", Result: { } result } when result["dataset"] is { } dataset => $"datasets/{dataset}?view=similar",
        _ => null,
    };

    private IReadOnlyList<JobLogLine>? LogOf(JobView job) => _open.Contains(job.Id) ? Views.Log(job.Id) : null;

    private void Toggle(int job)
    {
        if (!_open.Remove(job))
        {
            _open.Add(job);
        }
    }

    private void Refresh()
    {
        Jobs = Views.List(Shown);
        JobView? focused = Jobs.FirstOrDefault(job => job.Id == Focus);
        if ((_watched || Go) && focused is not null && AddressOf(focused) is { } address)
        {
            (_watched, Go) = (false, false);
            Navigation.NavigateTo(address, replace: true); // so that "back" does not lead here, and on again
        }

        _watched |= RendererInfo.IsInteractive && focused is { IsOpen: true };
    }
}
