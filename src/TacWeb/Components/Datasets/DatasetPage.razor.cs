using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Storage;

namespace TacWeb.Components.Datasets;

/// <summary>A dataset: its wall of images, by class, its duplicates, and one image at a time; all of it in the address.</summary>
public sealed partial class DatasetPage
{
    /// <summary>The dataset's number.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    private DatasetStore Store { get; set; } = null!;

    [Inject]
    private RunStore Runs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "class")]
    private string? Class { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "image")]
    private int? Row { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private double? From { get; set; }

    private StoredDataset? Dataset { get; set; }

    private StoredImage? Image { get; set; }

    private IReadOnlyList<(string Name, int Images)> Classes { get; set; } = [];

    private IReadOnlyList<IReadOnlyList<int>> Copies { get; set; } = [];

    private int Skipped { get; set; }

    private int RunCount { get; set; }

    private double Threshold => Math.Clamp(From ?? SimilarPictures.DefaultThreshold, 0.5, 1);

    private string GridLink => string.Create(CultureInfo.InvariantCulture, $"datasets/{Id}?{(Class is null ? "" : $"class={Uri.EscapeDataString(Class)}&")}image={{row}}");

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Dataset = Store.Find(Id) is { DeletedUtc: null } dataset ? dataset : null;
        Image = Row is { } row && Dataset is not null ? Store.Image(Id, row) : null;
        if (Dataset is null || (Row is not null && Image is null))
        {
            Dataset = null;
            Navigation.NotFound();
            return;
        }

        if (Image is null)
        {
            (Classes, Copies, Skipped, RunCount) = (Store.Classes(Id), Store.Duplicates(Id), Store.Skipped(Id).Count, Runs.OfDataset(Id).Count);
        }
    }

    private string Address(int? row = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"datasets/{Id}{(Class is null && row is null ? "" : "?")}{(Class is null ? "" : $"class={Uri.EscapeDataString(Class)}")}{(Class is null || row is null ? "" : "&")}{(row is null ? "" : $"image={row}")}");

    private int? Neighbour(int step)
    {
        if (Class is null)
        {
            int next = Row!.Value + step;
            return next >= 0 && next < Dataset!.Images ? next : null;
        }

        IReadOnlyList<int> rows = Store.Rows(Id, Class);
        int at = rows.ToList().IndexOf(Row!.Value) + step;
        return at >= 0 && at < rows.Count ? rows[at] : null;
    }

    private void Delete()
    {
        Store.Delete(Id, Time.GetUtcNow().UtcDateTime);
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"datasets?deleted={Id}"));
    }
}
