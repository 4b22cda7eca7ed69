using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Core;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Components.Compare;

/// <summary>Runs of one dataset side by side. Which runs, which pair and which cell stand in the address; without runs, a table to choose them from, and the benchmark that fills it.</summary>
public sealed partial class ComparePage
{
    [Inject]
    private CompareRuns Comparer { get; set; } = null!;

    [Inject]
    private DatasetStore Stored { get; set; } = null!;

    [Inject]
    private RunStore StoredRuns { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "runs")]
    private string? Listed { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private int[]? Ticked { get; set; }

    [SupplyParameterFromQuery(Name = "chosen")]
    private string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "dataset")]
    private int? Asked { get; set; }

    [SupplyParameterFromQuery(Name = "jobs")]
    private string? Benchmark { get; set; }

    [SupplyParameterFromQuery(Name = "pair")]
    private int? Pair { get; set; }

    [SupplyParameterFromQuery(Name = "cell")]
    private string? Cell { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    private int[] Ids { get; set; } = [];

    private IReadOnlyList<int> JobIds { get; set; } = [];

    private RunComparison? Compared { get; set; }

    private string? Wrong { get; set; }

    private IReadOnlyList<StoredDataset> Datasets { get; set; } = [];

    private int? Dataset { get; set; }

    private IReadOnlyList<StoredRun> OfDataset { get; set; } = [];

    private int Classes { get; set; }

    private string Address => string.Join(',', Ids);

    private int Other => Math.Clamp(Pair ?? 1, 1, Math.Max(1, (Compared?.Runs.Count ?? 2) - 1));

    private CellAddress? Chosen => CellAddress.Parse(Cell) is { } cell && cell.First < Compared!.Runs[0].Names.Count && cell.Second < Compared.Runs[Other].Names.Count ? cell : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Ticked is { Length: > 0 } ticked)
        {
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"compare?runs={string.Join(',', ticked)}"), replace: true);
            return;
        }

        (Ids, JobIds) = (Numbers(Listed ?? Before), Numbers(Benchmark));
        Compare();
        if (Compared is null)
        {
            Offer();
        }
    }

    private void Compare()
    {
        (Compared, Wrong) = (null, null);
        if (Listed is null)
        {
            return;
        }

        try
        {
            Compared = Comparer.Of(Ids);
        }
        catch (TacWebException error)
        {
            Wrong = Ids.Length == 1 ? L["Tick at least one more run to compare it with."] : error.Message;
        }
    }

    private void Offer()
    {
        Dataset = Asked ?? Ids.Select(StoredRuns.Find).FirstOrDefault(run => run is not null)?.DatasetId;
        Datasets = [.. Stored.List().Where(dataset => dataset.Id == Dataset || StoredRuns.OfDataset(dataset.Id).Count > 0)];
        Dataset ??= Datasets.Count > 0 ? Datasets[0].Id : null;
        (OfDataset, Classes) = Dataset is { } dataset ? (StoredRuns.OfDataset(dataset), Stored.Classes(dataset).Count) : ([], 0);
    }

    private static int[] Numbers(string? list) => [.. (list ?? "").Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0).Distinct()];

    private string With(string name, string value) => $"compare?runs={Address}{(name == "pair" || Other == 1 ? "" : $"&pair={Other}")}&{name}={value}";

    private string CellLink(string cell) => With("cell", cell) + "#images";
}
