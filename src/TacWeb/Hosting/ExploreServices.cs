using TacWeb.Api.Compare;
using TacWeb.Api.Runs;
using TacWeb.Api.Search;
using TacWeb.Api.Uploads;
using TacWeb.Components.Compare;
using TacWeb.Components.Runs;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Hosting;

/// <summary>What works on finished runs: reading, correcting, placing new images, exporting, comparing, searching; and its endpoints.</summary>
internal static class ExploreServices
{
    /// <summary>Registers the services.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(new Recent<StoredClustering>(ClusteringReader.Kept));
        services.AddSingleton(new Recent<RowIndex>(SearchImages.Kept));
        services.AddScoped<ClusteringReader>();
        services.AddScoped<RunCorrections>();
        services.AddScoped<AssignImages>();
        services.AddSingleton<ImageParts>();
        services.AddScoped<RunExport>();
        services.AddScoped<CompareRuns>();
        services.AddScoped<SearchImages>();
        services.AddScoped<Benchmark>();
        services.AddSingleton(typeof(KnownByRun<>)).AddScoped<RunSpreads>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        AssignEndpoints.Map(app);
        CorrectionEndpoints.Map(app);
        ExportEndpoints.Map(app);
        CompareEndpoints.Map(app);
        SearchEndpoints.Map(app);
    }
}
