using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TacWeb.Hosting;

/// <summary>Title and words of <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiText
{
    /// <summary>Sets them.</summary>
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "TacWeb",
            Version = "v1",
            Description = "Images in, named clusters out. Uploads speak tus 1.0.0 at /api/uploads; long work answers 202 with a job, whose progress is at /api/jobs/{id} and /api/jobs/{id}/events. Errors are problem documents (RFC 9457).",
        };
        document.Servers = [];
        return Task.CompletedTask;
    });
}
