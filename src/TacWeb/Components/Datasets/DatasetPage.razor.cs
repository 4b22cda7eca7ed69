using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Components.Runs;
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
    private RunShelf Shelf { get; set; } = null!;

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

    [SupplyParameterFromQuery(Name = "run")]
    private int? Run { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Searched { get; set; }

    [SupplyParameterFromQuery(Name = "like")]
    private string? Like { get; set; }

    [SupplyParameterFromQuery(Name = "near")]
    private double? Near { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private double? From { get; set; }

    private StoredDataset? Dataset { get; set; }

    // The run that the reader comes from, and the image in it.
    private (RunDetails Details, int Image, int Cluster)? Origin => Run is { } id && Row is { } row && Shelf.Find(id) is { } details && details.Run.DatasetId == Id
        && details.ImageOf(row) is >= 0 and var image && details.Partition.Labels[image] is >= 0 and var cluster ? (details, image, cluster) : null;

    private string Up => Origin is { } origin ? string.Create(CultureInfo.InvariantCulture, $"runs/{origin.Details.Run.Id}/clusters/{origin.Cluster}") : Address();

    private StoredImage? Image { get; set; }

    private IReadOnlyList<(string Name, int Images)> Classes { get; set; } = [];

    private IReadOnlyList<IReadOnlyList<int>> Copies { get; set; } = [];

    private int Skipped { get; set; }

    private int RunCount { get; set; }

    private double Threshold => Math.Clamp(From ?? SimilarPictures.DefaultThreshold, 0.5, 1);

    // Rows by commas; anything else is left out, for the address can be typed by hand.
    private string? LikeRows => string.Join(',', (Like ?? "").Split(',').Where(row => int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out _))) is { Length: > 0 } rows ? rows : null;

    // The vectors that are there are those of the runs.
    private string? Encoder => Runs.OfDataset(Id) is [var newest, ..] ? newest.Encoder : null;

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

    private string Address(int? row = null)
    {
        string[] parts = [.. new[]
        {
            Class is null ? null : $"class={Uri.EscapeDataString(Class)}",
            Run is null || row is null ? null : string.Create(CultureInfo.InvariantCulture, $"run={Run}"),
            row is null ? null : string.Create(CultureInfo.InvariantCulture, $"image={row}"),
        }.OfType<string>()];
        return string.Create(CultureInfo.InvariantCulture, $"datasets/{Id}{(parts.Length > 0 ? "?" : "")}{string.Join('&', parts)}");
    }

    private int? Neighbour(int step)
    {
        if (Origin is { } origin)
        {
            IReadOnlyList<int> members = origin.Details.Members(origin.Cluster);
            int place = members.ToList().IndexOf(origin.Image) + step;
            return place >= 0 && place < members.Count ? origin.Details.RowOf(members[place]) : null;
        }

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
