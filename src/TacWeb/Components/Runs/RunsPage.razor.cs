using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>The list of finished runs; what is searched for stands in the address.</summary>
public sealed partial class RunsPage
{
    private IReadOnlyList<StoredRun> _all = [];

    [Inject]
    private RunGallery Gallery { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Searched { get; set; }

    [SupplyParameterFromQuery(Name = "dataset")]
    private int? DatasetId { get; set; }

    [SupplyParameterFromQuery(Name = "ids")]
    private string? Ids { get; set; }

    private string Query => Searched ?? "";

    private IReadOnlyList<StoredRun> Shown => [.. _all.Where(Matches)];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _all = [.. Gallery.Runs().Where(run => (DatasetId is null || run.DatasetId == DatasetId) && (Ids is null || Ids.Split(',').Contains(run.Id.ToString(CultureInfo.InvariantCulture))))];

    private bool Matches(StoredRun run) => Query.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        $"{run.Dataset} {run.Method} {run.Encoder} {string.Join(' ', Gallery.Card(run).Names)}".Contains(word, StringComparison.OrdinalIgnoreCase));
}
