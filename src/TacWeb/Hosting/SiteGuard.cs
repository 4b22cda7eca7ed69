namespace TacWeb.Hosting;

/// <summary>Refuses requests that another web site could have caused: DNS rebinding and cross-site requests (contract §4).</summary>
internal static class SiteGuard
{
    /// <summary>Why a request is refused, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="anyHost">Whether other names than those of loopback are answered: with login a foreign name gains nothing, since the cookie belongs to the true one.</param>
    public static string? Refusal(HttpRequest request, bool anyHost)
    {
        if (!anyHost && !LoopbackUrls.IsLoopback(request.Host.Host))
        {
            return "This server answers on loopback names only.";
        }

        if (request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            return "Requests from other sites are refused.";
        }

        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin) || origin == $"{request.Scheme}://{request.Host}" ? null : "Requests from other origins are refused.";
    }

    /// <summary>Answers 403 with the reason, else goes on.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, bool anyHost)
    {
        if (Refusal(context.Request, anyHost) is not { } reason)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(reason, context.RequestAborted).ConfigureAwait(false);
    }
}
