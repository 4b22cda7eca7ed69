using TacWeb.Api.Runs;
using TacWeb.Api.Uploads;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Hosting;

/// <summary>What works on finished runs: reading, correcting, placing new images; and its endpoints.</summary>
internal static class ExploreServices
{
    /// <summary>Registers the services.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ClusteringReader>();
        services.AddSingleton<RunCorrections>();
        services.AddSingleton<AssignImages>();
        services.AddSingleton<ImageParts>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        AssignEndpoints.Map(app);
        CorrectionEndpoints.Map(app);
    }
}
