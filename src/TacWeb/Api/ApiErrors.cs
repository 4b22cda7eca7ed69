using Microsoft.AspNetCore.Diagnostics;

namespace TacWeb.Api;

/// <summary>Errors below <c>/api</c> as problem documents (RFC 9457): a request that cannot be read says what is wrong with it; one of ours goes to the log and says nothing of the inside.</summary>
internal sealed partial class ApiErrors(IProblemDetailsService problems, ILogger<ApiErrors> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // the request's own path: by now it reads as that of the error page
        string path = httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "";
        if (!path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return false;
        }

        (int status, string detail) = exception is BadHttpRequestException bad
            ? (bad.StatusCode, bad.InnerException is System.Text.Json.JsonException json ? JsonFault.Sentence(json) : bad.Message)
            : (StatusCodes.Status500InternalServerError, "This is an error in TacWeb; the server's log has the whole of it.");
        if (status >= StatusCodes.Status500InternalServerError)
        {
            LogBug(path, exception);
        }

        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status, Detail = detail } });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed")]
    private partial void LogBug(string path, Exception exception);
}
