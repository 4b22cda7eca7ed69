using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;

namespace TacWeb.Accounts;

/// <summary>What a request passes through because of the login.</summary>
internal static class LoginPipeline
{
    /// <summary>First of all: a proxy that ends TLS says where a request came from, and by which scheme.</summary>
    public static void UseProxies(WebApplication app, LoginSettings login)
    {
        if (!login.IsOn)
        {
            return;
        }

        // Proxies on this machine are trusted by default.
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        foreach (System.Net.IPAddress proxy in login.Proxies)
        {
            options.KnownProxies.Add(proxy);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>Who it is, whether they may, how often, and that it is written down.</summary>
    public static void Use(WebApplication app, LoginSettings login)
    {
        if (!login.IsOn)
        {
            app.Use(HideAccounts);
            return;
        }

        app.UseAuthentication();
        app.Use(RequestViewer.InvokeAsync);
        app.UseAuthorization();
        app.UseRateLimiter();
        app.Use(ApiAntiforgery.InvokeAsync);
        app.Use(AuditRequests.InvokeAsync);
    }

    // Without login there are no people, so the pages about them are not there.
    private static Task HideAccounts(HttpContext context, RequestDelegate next)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAuthorizeData>() is null && metadata?.GetMetadata<AccountPageAttribute>() is null)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
