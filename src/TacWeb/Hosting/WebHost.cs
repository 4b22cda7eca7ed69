using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Console;
using Radzen;
using TacWeb.Accounts;
using TacWeb.Api;
using TacWeb.Api.Datasets;
using TacWeb.Api.Jobs;
using TacWeb.Api.Runs;
using TacWeb.Api.Uploads;
using TacWeb.Cli;
using TacWeb.Components;
using TacWeb.Components.Runs;
using TacWeb.Languages;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Hosting;

/// <summary>Puts the web application together: services, and what a request passes through, top to bottom.</summary>
internal static class WebHost
{
    /// <summary>How long a deleted dataset can be restored.</summary>
    public static TimeSpan KeepDeleted { get; } = TimeSpan.FromDays(1);

    /// <summary>An application that is ready to start.</summary>
    /// <param name="data">The owned data folder.</param>
    /// <param name="urls">Addresses; with login also such that other machines reach.</param>
    /// <param name="args">Host settings such as <c>--environment=Development</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="prepare">Whether noun vectors are computed in the background from the first start on.</param>
    /// <param name="login">Whether people sign in.</param>
    public static WebApplication Build(DataFolder data, IReadOnlyList<Uri> urls, string[] args, TimeProvider time, bool prepare, LoginSettings login)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(WebHost).Assembly.GetName().Name, WebRootPath = Places.WebRoot });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. urls.Select(url => url.GetLeftPart(UriPartial.Authority))]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        Log(builder.Logging);

        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new Everything(data, Uploads(data, time)));
        LoginServices.Add(builder.Services, builder.Configuration, login, data);
        JobServices.Add(builder.Services, data, prepare);
        ViewedStores.Add(builder.Services);
        LanguageServices.Add(builder.Services);
        builder.Services.AddOpenApi(OpenApiText.Describe);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiErrors>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);

        // A singleton that took the stores of one person would show them to all: the container refuses it.
        builder.Host.UseDefaultServiceProvider(container => container.ValidateScopes = container.ValidateOnBuild = true);
        WebApplication app = builder.Build();
        Pipeline(app, login);
        return app;
    }

    private static UploadFiles Uploads(DataFolder data, TimeProvider time)
    {
        // no job runs yet, so nothing is in use
        data.Sweep(time.GetUtcNow().UtcDateTime - KeepDeleted);
        UploadFiles uploads = new(Path.Combine(data.Root, "uploads"), UploadLimits.Default, time);
        uploads.Sweep();
        return uploads;
    }

    private static void Pipeline(WebApplication app, LoginSettings login)
    {
        LoginPipeline.UseProxies(app, login);
        app.Use(SecurityHeaders.InvokeAsync);
        app.Use((context, next) => SiteGuard.InvokeAsync(context, next, anyHost: login.IsOn));
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseStaticFiles();
        app.UseRouting(); // after the files of the program, which everybody may have
        LanguageServices.Use(app);
        LoginPipeline.Use(app, login);
        app.UseAntiforgery();
        LanguageEndpoints.Map(app);
        HealthEndpoints.Map(app);
        RunFiles.Map(app);
        TusEndpoints.Map(app);
        DatasetEndpoints.Map(app);
        ImageEndpoints.Map(app);
        JobEndpoints.Map(app);
        DatasetJobs.Map(app);
        RunEndpoints.Map(app);
        RunJobs.Map(app);
        MapColours.Map(app);
        MapEndpoints.Map(app);
        app.MapOpenApi();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    // Standard output belongs to results; a failed start is told once, in one line, by the command.
    private static void Log(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Error);

        // Keys lie in a folder of their own that nobody else may read; a server without a person has no other secret to encrypt them with.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        // Its advice is about files that the build does not know; wwwroot lies outside the project on purpose.
        logging.AddFilter("Microsoft.AspNetCore.Builder.StaticAssetDevelopmentRuntimeHandler", LogLevel.Error);
    }
}
