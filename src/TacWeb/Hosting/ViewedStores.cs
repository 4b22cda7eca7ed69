using TacWeb.Accounts;
using TacWeb.Api.Datasets;
using TacWeb.Api.Jobs;
using TacWeb.Api.Runs;
using TacWeb.Components.Runs;
using TacWeb.Pipeline.Explore;
using TacWeb.Storage;

namespace TacWeb.Hosting;

/// <summary>The one place where data meets people: in every request and circuit the data folder, its stores, and all that reads them show what the <see cref="Viewer"/> may see.</summary>
/// <remarks>All of these are scoped, so that the container refuses a singleton that would take one. What several viewers share (caches) is asked only after the store has found the row.</remarks>
internal static class ViewedStores
{
    /// <summary>Registers them; <see cref="Everything"/> is a singleton already.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddScoped(provider => provider.GetRequiredService<Everything>().Data.For(AccessOf(provider)));
        services.AddScoped(provider => provider.GetRequiredService<Everything>().Uploads.For(AccessOf(provider)));
        services.AddScoped(provider => provider.GetRequiredService<DataFolder>().Datasets);
        services.AddScoped(provider => provider.GetRequiredService<DataFolder>().Runs);
        services.AddScoped(provider => provider.GetRequiredService<DataFolder>().Queue);
        services.AddSingleton<ThumbnailQueue>();
        services.AddSingleton(new Recent<RunDetails>(RunShelf.Kept));
        services.AddScoped<RunGallery>().AddScoped<RunShelf>().AddScoped<Gallery>().AddScoped<JobViews>().AddScoped<JobDesk>().AddScoped<RunOrders>().AddScoped<RunMaps>();
    }

    private static Func<Access> AccessOf(IServiceProvider provider)
    {
        Viewer viewer = provider.GetRequiredService<Viewer>();
        return () => viewer.Access;
    }
}
