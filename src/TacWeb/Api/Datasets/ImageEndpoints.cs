using Microsoft.Net.Http.Headers;
using TacWeb.Encoders.Images;
using TacWeb.Storage;

namespace TacWeb.Api.Datasets;

/// <summary><c>/api/images/{id}</c>: thumbnails and originals. Only raster pictures are ever served, under the type that their bytes have.</summary>
internal static class ImageEndpoints
{
    private const string Forever = "private, max-age=31536000, immutable";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder images = app.MapGroup("/api/images").WithTags("images");
        images.MapMethods("{id}/thumbnail", Reading, ThumbnailAsync).ProducesProblem(404).WithSummary("A WebP copy that fits into a square of 160, 320 or 640 pixels");
        images.MapMethods("{id}/file", Reading, File).ProducesProblem(404).WithSummary("The original");
    }

    private static async Task<IResult> ThumbnailAsync(string id, int? size, Gallery gallery, HttpResponse response, IWebHostEnvironment site, CancellationToken cancellationToken)
    {
        if (gallery.Find(id) is not { } image)
        {
            return Missing(id);
        }

        if (await gallery.ThumbnailAsync(image, size ?? 160, cancellationToken) is not { } path)
        {
            response.Headers.CacheControl = "no-store";
            return Results.File(site.WebRootFileProvider.GetFileInfo("img/broken.svg").PhysicalPath!, "image/svg+xml");
        }

        response.Headers.CacheControl = Forever;
        return Results.File(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{image.Hash[..32]}\""));
    }

    private static IResult File(string id, Gallery gallery, HttpResponse response)
    {
        if (gallery.Find(id) is not { } image || gallery.Original(image) is not { } original)
        {
            return Missing(id);
        }

        response.Headers.CacheControl = Forever;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        ContentDispositionHeaderValue disposition = new(original.Header.Format == ImageFormat.Tiff ? "attachment" : "inline");
        disposition.SetHttpFileName(NameOf(image));
        response.Headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(original.Content, original.Type, entityTag: new EntityTagHeaderValue($"\"{image.Hash[..32]}\""));
    }

    private static string NameOf(StoredImage image) => image.Path[(image.Path.LastIndexOf('/') + 1)..];

    private static IResult Missing(string id) => Results.Problem($"There is no image {Excerpt.Of(id, 40)}.", statusCode: StatusCodes.Status404NotFound);
}
