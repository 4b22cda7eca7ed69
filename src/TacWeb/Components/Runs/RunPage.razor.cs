using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Clustering;
using TacWeb.Components.Compare;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>One finished run: its clusters with names and covers, scores, health and how it was made. Order and search stand in the address.</summary>
public sealed partial class RunPage
{
    private (string Key, string Name)[] Sorts => [("size", L["Largest first"]), ("confidence", L["Most confident first"]), ("unsure", L["Least confident first"]), ("name", L["By name"]), ("id", L["By number"])];

    private (string? Key, string Name)[] Views => [(null, L["Clusters"]), ("tree", L["Under their general terms"]), ("correct", L["Correct"]), ("assign", L["New images"])];

    private (string Format, string Name)[] Exports => [("csv", L["Table (CSV)"]), ("json", L["Everything (JSON)"]), ("folders", L["One folder a cluster (zip of the images)"]), ("coco", L["COCO annotations"]), ("npy", L["Vectors and labels (npy)"])];

    /// <summary>The run's number.</summary>
    [Parameter]
    public int Id { get; set; }

    [Inject]
    private RunShelf Shelf { get; set; } = null!;

    [Inject]
    private DataFolder Data { get; set; } = null!;

    [Inject]
    private AssignImages Assign { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Searched { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sorted { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    [SupplyParameterFromQuery(Name = "cluster")]
    private int? Opened { get; set; }

    [SupplyParameterFromQuery(Name = "with")]
    private int? With { get; set; }

    [SupplyParameterFromQuery(Name = "cell")]
    private string? Cell { get; set; }

    private RunDetails? Details { get; set; }

    private int Edits { get; set; }

    // Images of one cell of a comparison with another run, to be chosen.
    private string? Compared => With is { } other && CellAddress.Parse(Cell) is { } cell ? cell.Rows(Id, other) : null;

    private IReadOnlyList<ClusterView> Clusters { get; set; } = [];

    private IReadOnlyList<(int Id, string Title)> Drawn =>
        [.. Enumerable.Range(0, Details!.Partition.ClusterCount).Select(id => (id, Clusters.FirstOrDefault(cluster => cluster.Id == id)?.Title ?? $"cluster {id}"))];

    private string Query => Searched ?? "";

    private string Sort => Sorted ?? "size";

    private string MethodName => ClusteringMethods.All.FirstOrDefault(method => method.Key == Details!.Run.Method)?.Name ?? Details!.Run.Method;

    private IReadOnlyList<ClusterView> Shown => [.. InOrder(Clusters.Where(Matches))];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Details = Shelf.Find(Id);
        if (Details is null)
        {
            Navigation.NotFound();
            return;
        }

        Clusters = Shelf.Clusters(Details);
        Edits = Data.Corrections.State(Id).Count;
    }

    private bool Matches(ClusterView cluster) => Query.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        $"{cluster.Title} {cluster.Name} {string.Join(' ', cluster.Concepts.Select(concept => concept.Lemma))}".Contains(word, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<ClusterView> InOrder(IEnumerable<ClusterView> clusters) => Sort switch
    {
        "confidence" => clusters.OrderByDescending(cluster => cluster.Confidence),
        "unsure" => clusters.OrderBy(cluster => cluster.Confidence),
        "name" => clusters.OrderBy(cluster => cluster.Title, StringComparer.OrdinalIgnoreCase),
        "id" => clusters.OrderBy(cluster => cluster.Id),
        _ => clusters.OrderByDescending(cluster => cluster.Size),
    };

    // what is exported from Chinese pages carries the Chinese names too
    private string ExportAddress(string format) => string.Create(CultureInfo.InvariantCulture, $"api/runs/{Id}/export?format={format}{(Language.IsChinese ? $"&language={Language.Chinese}" : "")}");

    private string AddressOf(string? view) => string.Create(CultureInfo.InvariantCulture, $"runs/{Id}{(view is null ? "" : $"?view={view}")}");
}
