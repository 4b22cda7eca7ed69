using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Api.Jobs;
using TacWeb.Cli;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Components.Datasets;

/// <summary>Groups of pictures that look nearly the same; the reader sets from which cosine on. Files that are the same to the byte are shown elsewhere.</summary>
public sealed partial class SimilarPictures
{
    /// <summary>The cosine from which pictures count as similar, unless the reader sets another.</summary>
    public const double DefaultThreshold = 0.95;

    private const int Shown = 200;

    /// <summary>The dataset's number.</summary>
    [Parameter]
    [EditorRequired]
    public int Dataset { get; set; }

    /// <summary>Least cosine.</summary>
    [Parameter]
    public double Threshold { get; set; } = DefaultThreshold;

    /// <summary>Address of a row.</summary>
    [Parameter]
    [EditorRequired]
    public Func<int?, string> LinkOf { get; set; } = null!;

    [Inject]
    private DataFolder Data { get; set; } = null!;

    [Inject]
    private ModelCatalogue Models { get; set; } = null!;

    [Inject]
    private JobDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<SimilarImages>? Pairs { get; set; }

    private IReadOnlyList<(IReadOnlyList<int> Rows, float Cosine)> Groups { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Pairs = Data.Similar.Read(Dataset, Models.Find(EncoderChoice.Default).Info.Sha256);
        Groups = Pairs is null ? [] : Group(Pairs, Threshold);
    }

    /// <summary>Joins pairs that share an image; each group with the cosine of its nearest pair, nearest first.</summary>
    internal static IReadOnlyList<(IReadOnlyList<int> Rows, float Cosine)> Group(IReadOnlyList<SimilarImages> pairs, double threshold)
    {
        Dictionary<int, int> above = [];
        int Root(int row)
        {
            while (above.TryGetValue(row, out int next) && next != row)
            {
                row = next;
            }

            return row;
        }

        Dictionary<int, float> best = [];
        foreach (SimilarImages pair in pairs.Where(pair => pair.Cosine >= threshold))
        {
            (int first, int second) = (Root(pair.First), Root(pair.Second));
            above[pair.First] = above.GetValueOrDefault(pair.First, pair.First);
            above[pair.Second] = above.GetValueOrDefault(pair.Second, pair.Second);
            above[Math.Max(first, second)] = Math.Min(first, second);
            int root = Math.Min(first, second);
            best[root] = new[] { pair.Cosine, best.GetValueOrDefault(first, -1), best.GetValueOrDefault(second, -1) }.Max();
        }

        return [.. above.Keys.GroupBy(Root).Select(group => ((IReadOnlyList<int>)[.. group.Order()], best[group.Key])).OrderByDescending(group => group.Item2).ThenBy(group => group.Item1[0])];
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Look()
    {
        string name = Data.Datasets.Find(Dataset)!.Name;
        int job = Desk.Enqueue("similar", $"Similar pictures in {name}", JobJson.Write(new SimilarRequest(Dataset, EncoderChoice.Default)));
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"jobs?job={job}"));
    }
}
