using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Api.Jobs;
using TacWeb.Api.Runs;
using TacWeb.Clustering.ClusterCount;
using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Components.NewRun;

/// <summary>The form of a new run: everything that is registered can be chosen, and the time is told before the start.</summary>
public sealed partial class NewRunForm : IDisposable
{
    private static readonly string[] Suggested = ["animal.n.01", "food.n.02", "plant.n.02", "artifact.n.01", "vehicle.n.01", "clothing.n.01", "building.n.01", "person.n.01", "geological_formation.n.01"];
    private IDisposable? _subscription;

    /// <summary>The dataset that is chosen at first.</summary>
    [Parameter]
    public int Dataset { get; set; }

    /// <summary>Keys of the methods that are chosen at first, by commas; null: TAC.</summary>
    [Parameter]
    public string? Methods { get; set; }

    /// <summary>The part of WordNet that is chosen at first; null: all of it.</summary>
    [Parameter]
    public string? Synset { get; set; }

    /// <summary>K at first; null: found by the program.</summary>
    [Parameter]
    public int? K { get; set; }

    [Inject]
    private DatasetStore Stored { get; set; } = null!;

    [Inject]
    private ModelCatalogue Models { get; set; } = null!;

    [Inject]
    private RunOrders Orders { get; set; } = null!;

    [Inject]
    private JobViews Jobs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private RunDraft Draft { get; } = new();

    private IReadOnlyList<StoredDataset> Datasets { get; set; } = [];

    private IReadOnlyList<(string Key, string Name)> Encoders { get; set; } = [];

    private double Seconds { get; set; }

    private double WordsSeconds { get; set; }

    private double ViewsSeconds { get; set; }

    private string? Wrong { get; set; }

    private bool Starting { get; set; }

    private JobView? Preparing { get; set; }

    private string KRule => $"{Said.Of(ClusterCountRules.Default.Name)}: {Said.Of(ClusterCountRules.Default.Idea)}";

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Datasets = Stored.List();
        Encoders = [.. Models.List().Select(model => (model.Info.Key, L["{0} ({1}, {2} numbers an image)", model.Info.Name, model.Info.Key, model.Info.Dimension].Value))];
        Draft.Dataset = Datasets.Any(dataset => dataset.Id == Dataset) ? Dataset : Datasets.Count > 0 ? Datasets[0].Id : null;
        foreach (string key in (Methods ?? "tac").Split(',').Where(key => Clustering.ClusteringMethods.All.Any(method => method.Key == key)))
        {
            Draft.Methods.Add(key);
        }

        if (Synset is { Length: > 0 } synset)
        {
            (Draft.Vocabulary, Draft.Synset) = (VocabularyKind.Part, synset);
        }

        (Draft.AutoK, Draft.K) = (K is null, K ?? Draft.K);
        LookForPreparation();
        if (RendererInfo.IsInteractive)
        {
            _subscription = Jobs.Subscribe(() => InvokeAsync(() =>
            {
                LookForPreparation();
                StateHasChanged();
            }));
            await EstimateAsync();
        }
    }

    private static string Percent(double fraction) => Math.Round(fraction * 100).ToString(CultureInfo.InvariantCulture);

    private void LookForPreparation() => Preparing = Jobs.Preparing;

    private Task ChooseK(bool auto)
    {
        Draft.AutoK = auto;
        return EstimateAsync();
    }

    private Task ChooseWords(VocabularyKind kind)
    {
        Draft.Vocabulary = kind;
        return EstimateAsync();
    }

    // WordNet may have to be read first: not on the circuit's own thread.
    private async Task EstimateAsync()
    {
        try
        {
            IReadOnlyList<RunOrder> orders = Draft.Orders();
            StageEstimate[] stages = await Task.Run(() => orders.SelectMany(Orders.Estimate).ToArray());
            double Of(string step) => stages.Where(stage => stage.Step == step).Sum(stage => stage.Seconds);
            (Wrong, Seconds, WordsSeconds, ViewsSeconds) = (null, stages.Sum(stage => stage.Seconds), Of("nouns"), Of("views"));
        }
        catch (TacWebException error)
        {
            Wrong = error.Message;
        }
    }

    private async Task StartAsync()
    {
        Starting = true;
        try
        {
            IReadOnlyList<RunOrder> orders = Draft.Orders();
            int[] jobs = await Task.Run(() => orders.Select(Orders.Place).ToArray());
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"jobs?job={jobs[0]}&go=true"));
        }
        catch (TacWebException error)
        {
            (Wrong, Starting) = (error.Message, false);
        }
    }
}
