using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Storage;

namespace TacWeb.Components.Datasets;

/// <summary>The list of datasets; deleting one can be undone here.</summary>
public sealed partial class DatasetsPage
{
    [Inject]
    private DatasetStore Store { get; set; } = null!;

    [Inject]
    private RunStore Runs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "deleted")]
    private int? Deleted { get; set; }

    [SupplyParameterFromForm(FormName = "restore", Name = "Id")]
    private int? RestoredId { get; set; }

    private IReadOnlyList<StoredDataset> All => Store.List();

    private StoredDataset? Gone => Deleted is { } id && Store.Find(id) is { DeletedUtc: not null } dataset ? dataset : null;

    private void Restore()
    {
        if (RestoredId is { } id && Store.Restore(id))
        {
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"datasets/{id}"));
        }
    }
}
