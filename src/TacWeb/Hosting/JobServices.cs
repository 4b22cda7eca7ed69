using TacWeb.Cli;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Explore;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Hosting;

/// <summary>The durable queue and all that its jobs need; the container ends the runner before what it works with.</summary>
internal static class JobServices
{
    /// <summary>Registers them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="data">The owned data folder.</param>
    /// <param name="prepare">Whether noun vectors are computed in the background from the first start on.</param>
    public static void Add(IServiceCollection services, DataFolder data, bool prepare)
    {
        services.AddSingleton(IngestLimits.Default);
        services.AddSingleton<WordNetShelf>();
        services.AddSingleton(EncoderChoice.Catalogue(data.Root));
        services.AddSingleton(_ => new EncoderLoader());
        services.AddSingleton(_ => new ComputeThread());
        services.AddSingleton<JobBoard>();
        ExploreServices.Add(services);
        services.AddSingleton(Nouns);
        services.AddSingleton(Runner);
        services.AddSingleton(provider => new JobStart(provider.GetRequiredService<JobRunner>(), data.Queue, provider.GetRequiredService<PrepareNouns>(), prepare, provider.GetRequiredService<ILogger<JobRunner>>()));
        services.AddHostedService(provider => provider.GetRequiredService<JobStart>());
    }

    private static PrepareNouns Nouns(IServiceProvider provider)
    {
        // taken here: inside the job the container may be gone already
        WordNetShelf shelf = provider.GetRequiredService<WordNetShelf>();
        return new PrepareNouns(
            provider.GetRequiredService<Everything>().Data, provider.GetRequiredService<ModelCatalogue>(), provider.GetRequiredService<EncoderLoader>(), () => shelf.Nouns, provider.GetRequiredService<TimeProvider>());
    }

    private static JobRunner Runner(IServiceProvider provider)
    {
        (DataFolder data, UploadFiles uploads) = provider.GetRequiredService<Everything>();
        IngestLimits limits = provider.GetRequiredService<IngestLimits>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        WordNetShelf shelf = provider.GetRequiredService<WordNetShelf>();
        ILogger<JobRunner> logger = provider.GetRequiredService<ILogger<JobRunner>>();
        IJobKind[] kinds =
        [
            new CheckUploads(data, uploads, () => shelf.Nouns, limits, time),
            new MakeDataset(data, uploads, () => shelf.Nouns, Path.Combine(Places.WebRoot, "samples", "sample-photos.zip"), limits, time),
            provider.GetRequiredService<PrepareNouns>(),
            new ClusterStored(data, provider.GetRequiredService<ModelCatalogue>(), provider.GetRequiredService<EncoderLoader>(), () => shelf.Nouns, provider.GetRequiredService<ComputeThread>(), time, Corrections(provider)),
            new FindSimilar(data, provider.GetRequiredService<ModelCatalogue>(), provider.GetRequiredService<EncoderLoader>(), provider.GetRequiredService<ComputeThread>(), time),
            new MakeMap(data, provider.GetRequiredService<ModelCatalogue>(), provider.GetRequiredService<EncoderLoader>(), provider.GetRequiredService<ComputeThread>(), time),
        ];
        return new JobRunner(data.Queue, provider.GetRequiredService<JobBoard>(), time, kinds, (job, error) => JobLog.Bug(logger, job.Id, job.Title, error));
    }

    private static RunCorrections Corrections(IServiceProvider provider)
    {
        DataFolder data = provider.GetRequiredService<Everything>().Data;
        return new RunCorrections(data, provider.GetRequiredService<ModelCatalogue>(), new ClusteringReader(data, provider.GetRequiredService<Recent<StoredClustering>>()), provider.GetRequiredService<TimeProvider>());
    }
}
