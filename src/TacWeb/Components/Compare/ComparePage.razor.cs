using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Core;
using TacWeb.Core.Evaluation;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Components.Compare;

/// <summary>Runs of one dataset side by side. Which runs, which pair and which cell stand in the address.</summary>
public sealed partial class ComparePage
{
    [Inject]
    private CompareRuns Comparer { get; set; } = null!;

    [Inject]
    private DatasetStore Stored { get; set; } = null!;

    [Inject]
    private RunStore StoredRuns { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "runs")]
    private string? Listed { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private int[]? Ticked { get; set; }

    [SupplyParameterFromQuery(Name = "chosen")]
    private string? Before { get; set; }

    [SupplyParameterFromQuery(Name = "dataset")]
    private int? Asked { get; set; }

    [SupplyParameterFromQuery(Name = "pair")]
    private int? Pair { get; set; }

    [SupplyParameterFromQuery(Name = "cell")]
    private string? Cell { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private int[] Ids { get; set; } = [];

    private RunComparison? Compared { get; set; }

    private string? Wrong { get; set; }

    private IReadOnlyList<StoredDataset> Datasets { get; set; } = [];

    private int? Dataset { get; set; }

    private IReadOnlyList<StoredRun> OfDataset { get; set; } = [];

    private string Address => string.Join(',', Ids);

    private int Other => Math.Clamp(Pair ?? 1, 1, Math.Max(1, (Compared?.Runs.Count ?? 2) - 1));

    private (int First, int Second)? CellNumbers => Cell?.Split('-') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int j)
        && i < Compared!.Runs[0].Names.Count && j < Compared.Runs[Other].Names.Count ? (i, j) : null;

    private string? Rows => (Show, CellNumbers) switch
    {
        (_, { } cell) => string.Create(CultureInfo.InvariantCulture, $"api/compare/cell?runs={Ids[0]},{Ids[Other]}&first={cell.First}&second={cell.Second}"),
        ("agreed" or "divided", _) => $"api/compare/rows?runs={Address}&agreed={(Show == "agreed" ? "true" : "false")}",
        _ => null,
    };

    private string RowsTitle => CellNumbers is { } cell ? $"“{Compared!.Runs[0].Names[cell.First]}” in one run, “{Compared.Runs[Other].Names[cell.Second]}” in the other"
        : Show == "agreed" ? "All runs agree on these" : "The runs are divided on these, most divided first";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Ticked is { Length: > 0 } ticked)
        {
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"compare?runs={string.Join(',', ticked)}"), replace: true);
            return;
        }

        Ids = Numbers(Listed ?? Before);
        try
        {
            Compared = Listed is null || Ids.Length < 2 ? null : Comparer.Of(Ids);
        }
        catch (TacWebException error)
        {
            Wrong = error.Message;
        }

        if (Compared is null)
        {
            Datasets = [.. Stored.List().Where(dataset => StoredRuns.OfDataset(dataset.Id).Count > 0)];
            Dataset = Asked ?? Ids.Select(StoredRuns.Find).FirstOrDefault(run => run is not null)?.DatasetId ?? (Datasets.Count > 0 ? Datasets[0].Id : null);
            OfDataset = Dataset is { } dataset ? StoredRuns.OfDataset(dataset) : [];
        }
    }

    private static int[] Numbers(string? list) => [.. (list ?? "").Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0).Distinct()];

    private string With(string name, string value) => $"compare?runs={Address}{(name == "pair" || Other == 1 ? "" : $"&pair={Other}")}&{name}={value}";

    private string CellLink(string cell) => With("cell", cell) + "#images";

    private static string Signed(double value) => value.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture);

    private static string Share(double value) => Math.Clamp(value, 0, 1).ToString("0.###", CultureInfo.InvariantCulture);

    private static IEnumerable<string> ScoreTexts(ComparedRun run)
    {
        if (run.Scores is not { } own)
        {
            return ["–", "–", "–"];
        }

        (Scores mean, Scores? spread) = (run.Summary?.Mean ?? own, run.Summary is { Seeds: > 1 } summary ? summary.StandardDeviation : null);
        string Text(double value, double? sd) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0}{(sd is { } by ? $" ± {by * 100:0.0}" : "")}");
        return [Text(mean.Accuracy, spread?.Accuracy), Text(mean.Nmi, spread?.Nmi), Text(mean.Ari, spread?.Ari)];
    }
}
