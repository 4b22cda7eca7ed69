using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace TacWeb.Accounts;

/// <summary>Requests of a browser that change something below <c>/api</c> carry the antiforgery token in a header (contract §4); scripts with a bearer token need none. Pages check their own forms.</summary>
internal static class ApiAntiforgery
{
    /// <summary>Answers 400 where the token is missing or wrong.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsGuarded(context) && !await IsValidAsync(context))
        {
            string header = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
            await Results.Problem($"A request with the cookie needs the header {header} with the antiforgery token of the page; scripts send a token: Authorization: Bearer …", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool IsGuarded(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && context.User.FindFirst(Viewer.SessionClaim) is not null
        && !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method));

    // Without the header the body would be read as a form in search of the token: it may be gigabytes.
    private static async Task<bool> IsValidAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        string header = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
        return !string.IsNullOrEmpty(context.Request.Headers[header]) && await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }
}
