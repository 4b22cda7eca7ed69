using Microsoft.AspNetCore.Diagnostics;

namespace TacWeb.Accounts;

/// <summary>Writes down every request that changes something or takes results away, unless what it called has said it in better words. Uploads are left out: the dataset made of them is what counts.</summary>
internal static class AuditRequests
{
    private static readonly string[] Taken = ["/export", "/assignments.csv", "/clusters.json", "/report.json", "/file"];

    /// <summary>Goes on, then writes.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        AuditTrail trail = context.RequestServices.GetRequiredService<AuditTrail>();
        if (!trail.IsWritten && context.Features.Get<IStatusCodeReExecuteFeature>() is null && IsWorthIt(context.Request) && context.RequestServices.GetRequiredService<Viewer>().User is not null)
        {
            trail.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}: {context.Response.StatusCode}");
        }
    }

    private static bool IsWorthIt(HttpRequest request)
    {
        string path = request.Path.Value ?? "";
        if (path.StartsWith("/_", StringComparison.Ordinal) || path.StartsWith("/api/uploads", StringComparison.Ordinal))
        {
            return false;
        }

        return HttpMethods.IsGet(request.Method) ? path.StartsWith("/api/", StringComparison.Ordinal) && Taken.Any(end => path.EndsWith(end, StringComparison.Ordinal))
            : !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
    }
}
