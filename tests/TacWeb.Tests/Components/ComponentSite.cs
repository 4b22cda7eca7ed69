using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Accounts;
using TacWeb.Api.Datasets;
using TacWeb.Api.Jobs;
using TacWeb.Api.Runs;
using TacWeb.Cli;
using TacWeb.Components.Runs;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders;
using TacWeb.Hosting;
using TacWeb.Languages;
using TacWeb.Pipeline.Explore;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Tests.Components;

/// <summary>Components over a real data folder; jobs are queued but only run when a test says so.</summary>
public abstract class ComponentSite : BunitContext
{
    private static readonly DateTime Now = new(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();

    protected ComponentSite()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        Data = DataFolder.Open(_folder.Of("data"));
        Board = new JobBoard(TimeProvider.System);
        Runner = new JobRunner(Data.Queue, Board, TimeProvider.System, [new Kind("run", Release), new Kind("nouns", Release), new Kind("check", Release), new Kind("map", Release)], (_, _) => { });
        Services.AddSingleton(Data).AddSingleton(Data.Queue).AddSingleton(Data.Datasets).AddSingleton(Data.Runs).AddSingleton(Board).AddSingleton(Runner)
            .AddSingleton(EncoderChoice.Catalogue(Data.Root)).AddSingleton<WordNetShelf>().AddSingleton<JobViews>().AddSingleton<RunOrders>().AddSingleton(new Recent<RunDetails>(2)).AddSingleton<RunShelf>().AddSingleton<TimeProvider>(TimeProvider.System)
            .AddSingleton(new Everything(Data, null!)).AddSingleton(Data.Accounts).AddSingleton(new LoginSettings(false)).AddSingleton(new RequestRates()).AddSingleton<RequestLimits>().AddSingleton<Viewer>().AddSingleton<AuditTrail>().AddSingleton<JobDesk>();
        LanguageServices.Add(Services);
        Services.AddSingleton(_ => new EncoderLoader()).AddSingleton<RunMaps>().AddSingleton<ThumbnailQueue>().AddSingleton<Gallery>().AddSingleton<RunGallery>();
        ExploreServices.Add(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected DataFolder Data { get; }

    protected JobRunner Runner { get; }

    private protected JobBoard Board { get; }

    /// <summary>Ends the job that is running.</summary>
    protected TaskCompletionSource<string> Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected int AddDataset(string name, int images = 30) =>
        Data.Datasets.Add(name, name, [.. Enumerable.Range(0, images).Select(i => new StoredImage($"{i % 2}/{i}.png", $"{i:x64}", $"class {i % 2}"))], [], Now);

    protected static QueuedJob Queued(int id, JobState state, string kind = "run", string? message = null, string? result = null) =>
        new(id, kind, $"job {id}", "{}", state, 1, Now, Now, state is JobState.Done or JobState.Failed ? Now.AddSeconds(75) : null, message, result);

    /// <summary>A run of two clusters of three images, as pages see it.</summary>
    protected static RunDetails Details(params (string Name, string[] Hypernyms)[] clusters)
    {
        ClusterView[] views = [.. clusters.Select((cluster, id) => new ClusterView(id, cluster.Name, 3, 0.5 + (0.1 * id), [new ConceptEvidence(cluster.Name, $"{cluster.Name}.n.01", "a gloss", cluster.Hypernyms, 0.4, 0.9, 3), new ConceptEvidence("second", null, "", [], 0.2, 0.5, 2)]))];
        int images = 3 * views.Length;
        StoredRun run = new(5, "birds", "tac", "mini", "wordnet-3.0-nouns", images, views.Length, 0, null, Now, TimeSpan.FromSeconds(9)) { DatasetId = 2 };
        Partition partition = new() { Labels = [.. Enumerable.Range(0, images).Select(i => i % views.Length)], ClusterCount = views.Length };
        Report report = new() { Method = "tac", Seed = 0, Health = new Health(views.Length, 3, 3, 1, 0.55, 0.2), K = views.Length };
        return new RunDetails(run, report, views, partition, null);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Runner.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Board.Dispose();
            Data.Dispose();
            _folder.Dispose();
        }
    }

    private sealed class Kind(string key, TaskCompletionSource<string> release) : IJobKind
    {
        public string Key => key;

        public JobLane Lane => JobLane.Compute;

        public Task<string> RunAsync(QueuedJob job, JobContext context, CancellationToken cancellationToken) => release.Task.WaitAsync(cancellationToken);
    }
}
