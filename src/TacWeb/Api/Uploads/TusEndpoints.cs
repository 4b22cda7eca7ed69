using System.Globalization;
using System.Security.Cryptography;
using TacWeb.Core;
using TacWeb.Storage.Uploads;

namespace TacWeb.Api.Uploads;

/// <summary>The tus 1.0.0 protocol at <c>/api/uploads</c>: core, creation, termination, expiration, checksum.</summary>
/// <remarks>Source: tus.io, "tus resumable upload protocol", version 1.0.0.</remarks>
internal static class TusEndpoints
{
    private const string Version = "1.0.0", Chunk = "application/offset+octet-stream";
    private const string Unknown = "There is no such upload, or it has expired.";
    private const int ChecksumMismatch = 460;

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new(StringComparer.Ordinal)
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
        ["md5"] = HashAlgorithmName.MD5,
    };

    /// <summary>Maps the protocol; <see cref="UploadFiles"/> must be a singleton service.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder uploads = app.MapGroup("/api/uploads").WithTags("uploads").DisableAntiforgery().AddEndpointFilter(RequireVersion);
        uploads.MapMethods("", [HttpMethods.Options], Options);
        uploads.MapMethods("{id}", [HttpMethods.Options], Options);
        uploads.MapPost("", Create);
        uploads.MapMethods("{id}", [HttpMethods.Head], Head);
        uploads.MapPatch("{id}", AppendAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
        uploads.MapDelete("{id}", Terminate);
        uploads.MapPost("{id}", OverriddenAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
    }

    private static async ValueTask<object?> RequireVersion(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext http = call.HttpContext;
        http.Response.Headers["Tus-Resumable"] = Version;
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers["Tus-Resumable"] == Version)
        {
            return await next(call);
        }

        http.Response.Headers["Tus-Version"] = Version;
        return Refuse(StatusCodes.Status412PreconditionFailed, $"This server speaks tus {Version}; send Tus-Resumable: {Version}.");
    }

    private static IResult Options(HttpResponse response, UploadFiles files)
    {
        response.Headers["Tus-Version"] = Version;
        response.Headers["Tus-Extension"] = "creation,termination,expiration,checksum";
        response.Headers["Tus-Max-Size"] = Invariant(files.Limits.FileBytes);
        response.Headers["Tus-Checksum-Algorithm"] = string.Join(',', Algorithms.Keys);
        return Results.NoContent();
    }

    private static IResult Create(HttpRequest request, HttpResponse response, UploadFiles files)
    {
        if (!TryReadNumber(request, "Upload-Length", out long length))
        {
            return Refuse(StatusCodes.Status400BadRequest, "Upload-Length is missing or no whole number; a deferred length is not offered.");
        }

        try
        {
            string metadata = request.Headers["Upload-Metadata"].ToString();
            IReadOnlyDictionary<string, string> pairs = UploadMetadata.Parse(metadata);
            string name = pairs.GetValueOrDefault("filename") is { Length: > 0 } given ? given : "upload";
            if (length > files.Limits.FileBytes)
            {
                return Refuse(StatusCodes.Status413PayloadTooLarge, $"{name} has {length:N0} bytes; the limit for one file is {files.Limits.FileBytes:N0}.");
            }

            Upload upload = files.Create(length, name, pairs.GetValueOrDefault("relativePath") is { Length: > 0 } path ? path : null, metadata);
            DescribeExpiry(response, upload);
            return Results.Created($"/api/uploads/{upload.Id}", null);
        }
        catch (TacWebException error)
        {
            return Refuse(StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private static IResult Head(string id, HttpResponse response, UploadFiles files)
    {
        if (files.Find(id) is not { } upload)
        {
            return Refuse(StatusCodes.Status404NotFound, Unknown);
        }

        Describe(response, upload);
        response.Headers["Upload-Length"] = Invariant(upload.Length);
        if (upload.Metadata.Length > 0)
        {
            response.Headers["Upload-Metadata"] = upload.Metadata;
        }

        return Results.Ok();
    }

    private static async Task<IResult> AppendAsync(string id, HttpContext http, UploadFiles files, CancellationToken cancellationToken)
    {
        if (http.Request.ContentType != Chunk)
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"A chunk has Content-Type: {Chunk}.");
        }

        if (!TryReadNumber(http.Request, "Upload-Offset", out long offset))
        {
            return Refuse(StatusCodes.Status400BadRequest, "Upload-Offset is missing or no whole number.");
        }

        if (!TryReadChecksum(http.Request, out (HashAlgorithmName, byte[])? checksum))
        {
            return Refuse(StatusCodes.Status400BadRequest, $"Upload-Checksum is an algorithm ({string.Join(", ", Algorithms.Keys)}), a space and the digest in base64.");
        }

        (AppendOutcome outcome, Upload? upload) = await files.AppendAsync(id, offset, http.Request.Body, checksum, cancellationToken);
        if (upload is not null)
        {
            Describe(http.Response, upload);
        }

        return outcome switch
        {
            AppendOutcome.Appended => Results.NoContent(),
            AppendOutcome.Missing => Refuse(StatusCodes.Status404NotFound, Unknown),
            AppendOutcome.WrongOffset => Refuse(StatusCodes.Status409Conflict, $"The upload stands at {upload!.Offset}."),
            AppendOutcome.WrongChecksum => Refuse(ChecksumMismatch, "The chunk does not have the promised digest; none of it was kept."),
            AppendOutcome.TooLong => Refuse(StatusCodes.Status400BadRequest, $"The chunk goes beyond the announced {upload!.Length:N0} bytes; none of it was kept."),
            AppendOutcome.Busy => Refuse(StatusCodes.Status423Locked, "Another request is writing to this upload."),
            _ => Refuse(StatusCodes.Status400BadRequest, "The connection ended before the chunk did."),
        };
    }

    private static IResult Terminate(string id, UploadFiles files) => files.Delete(id) ? Results.NoContent() : Refuse(StatusCodes.Status404NotFound, Unknown);

    // Proxies that know neither PATCH nor DELETE: the method stands in a header.
    private static async Task<IResult> OverriddenAsync(string id, HttpContext http, UploadFiles files, CancellationToken cancellationToken) =>
        http.Request.Headers["X-HTTP-Method-Override"].ToString() switch
        {
            "PATCH" => await AppendAsync(id, http, files, cancellationToken),
            "DELETE" => Terminate(id, files),
            "HEAD" => Head(id, http.Response, files),
            _ => Results.StatusCode(StatusCodes.Status405MethodNotAllowed),
        };

    private static void Describe(HttpResponse response, Upload upload)
    {
        response.Headers["Upload-Offset"] = Invariant(upload.Offset);
        DescribeExpiry(response, upload);
    }

    private static void DescribeExpiry(HttpResponse response, Upload upload)
    {
        if (!upload.IsComplete)
        {
            response.Headers["Upload-Expires"] = upload.ExpiresUtc.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private static bool TryReadNumber(HttpRequest request, string header, out long number) =>
        long.TryParse(request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryReadChecksum(HttpRequest request, out (HashAlgorithmName Algorithm, byte[] Digest)? checksum)
    {
        checksum = null;
        string header = request.Headers["Upload-Checksum"].ToString();
        if (header.Length == 0)
        {
            return true;
        }

        string[] parts = header.Split(' ');
        byte[] digest = new byte[64];
        if (parts.Length != 2 || !Algorithms.TryGetValue(parts[0], out HashAlgorithmName algorithm) || !Convert.TryFromBase64String(parts[1], digest, out int written))
        {
            return false;
        }

        checksum = (algorithm, digest[..written]);
        return true;
    }

    private static IResult Refuse(int status, string reason) => Results.Problem(reason, statusCode: status);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
