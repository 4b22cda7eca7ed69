namespace TacWeb.Hosting;

/// <summary>Headers of every response: nothing from outside, no framing, no guessing of types.</summary>
internal static class SecurityHeaders
{
    // Radzen's components carry style attributes; everything else, scripts above all, comes from our own files.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The policy of a run's own page: no script at all, pictures and styles from inside the file.</summary>
    public const string RunPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";

    /// <summary>For the page of the map alone: regl compiles its drawing commands at run time. Scripts still come from our own files only.</summary>
    public static void AllowCompiledShaders(HttpResponse response) => response.Headers.ContentSecurityPolicy = PagePolicy.Replace("script-src 'self'", "script-src 'self' 'unsafe-eval'", StringComparison.Ordinal);

    /// <summary>Sets the headers before anything is answered; an endpoint may make its policy stricter.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin"; // with "no-referrer" browsers would send forms with "Origin: null", which the guard refuses
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        return next(context);
    }
}
