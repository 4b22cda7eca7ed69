using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>One cluster with the evidence for its name; the lit concept and the order of the images stand in the address.</summary>
public sealed partial class ClusterPage
{
    private const int LongestName = 120;

    /// <summary>The run's number.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>The cluster's id.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    private RunShelf Shelf { get; set; } = null!;

    [Inject]
    private RunStore Runs { get; set; } = null!;

    [Inject]
    private DatasetStore Datasets { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "concept")]
    private string? Concept { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromForm(FormName = "rename", Name = "Name")]
    private string? NewName { get; set; }

    [SupplyParameterFromForm(FormName = "rename", Name = "What")]
    private string? What { get; set; }

    private (string Key, string Name)[] Orders => [("typical", L["Typical first"]), ("uncertain", L["Uncertain first"]), ("outliers", L["Outliers first"])];

    private RunDetails? Details { get; set; }

    private ClusterView? Cluster { get; set; }

    private ClusterView? Before { get; set; }

    private ClusterView? After { get; set; }

    private IReadOnlyList<(ClusterView Cluster, float Cosine)> Similar { get; set; } = [];

    private IReadOnlyList<(string Name, int Images)> Classes { get; set; } = [];

    /// <summary>Images of the lit concept; −1 without one.</summary>
    private int Lit { get; set; } = -1;

    private string OrderKey => Orders.Any(order => order.Key == Show) ? Show! : Orders[0].Key;

    private string ConceptName => Cluster!.Concepts.FirstOrDefault(concept => ClusterView.KeyOf(concept) == Concept)?.Lemma ?? Concept!;

    private string RowsAddress => string.Create(
        CultureInfo.InvariantCulture, $"api/runs/{Id}/clusters/{Number}/rows?order={OrderKey}{(Lit >= 0 ? $"&concept={Uri.EscapeDataString(Concept!)}" : "")}");

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Details = Shelf.Find(Id);
        if (Details is null || Number < 0 || Number >= Details.Clusters.Count)
        {
            Details = null;
            Navigation.NotFound();
            return;
        }

        Fill(Details);
    }

    private static string Figure(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Fill(RunDetails details)
    {
        IReadOnlyList<ClusterView> clusters = Shelf.Clusters(details);
        Cluster = clusters[Number];
        ClusterView[] bySize = [.. clusters.OrderByDescending(cluster => cluster.Size).ThenBy(cluster => cluster.Id)];
        int place = Array.IndexOf(bySize, Cluster);
        (Before, After) = (place > 0 ? bySize[place - 1] : null, place < bySize.Length - 1 ? bySize[place + 1] : null);
        Similar = details.Evidence is { } evidence ? [.. evidence.Naming.Similar[Number].Select(similar => (clusters[similar.Cluster], similar.Cosine))] : [];
        Lit = details.NounOf(Number, Concept) is { } noun ? details.Members(Number).Count(image => details.Carries(image, noun)) : -1;
        IReadOnlyList<StoredImage> images = details.Run.Scores is null ? [] : Datasets.Images(details.Run.DatasetId);
        Classes = images.Count == 0 ? [] : [.. details.Members(Number).Select(image => images[details.RowOf(image)].ClassName).OfType<string>()
            .GroupBy(name => name, StringComparer.Ordinal).Select(group => (group.Key, group.Count())).OrderByDescending(group => group.Item2).ThenBy(group => group.Key, StringComparer.Ordinal)];
    }

    private string AddressOf(string? concept, string? order = null)
    {
        string show = order ?? OrderKey;
        string[] parts = [.. new[] { concept is null ? null : $"concept={Uri.EscapeDataString(concept)}", show == Orders[0].Key ? null : $"show={show}" }.OfType<string>()];
        return string.Create(CultureInfo.InvariantCulture, $"runs/{Id}/clusters/{Number}{(parts.Length > 0 ? "?" : "")}{string.Join('&', parts)}");
    }

    private void Rename()
    {
        string? name = What == "back" ? null : new string([.. (NewName ?? "").Where(letter => !char.IsControl(letter)).Take(LongestName)]).Trim();
        Runs.Rename(Id, Number, name == Cluster!.Name ? null : name);
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"runs/{Id}/clusters/{Number}"));
    }
}
