using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;

namespace TacWeb.Api.Uploads;

/// <summary>Images in the body of a multipart request, one after the other; limits are those of datasets, and every refusal names the file.</summary>
/// <param name="limits">What a file may hold.</param>
internal sealed class ImageParts(IngestLimits limits)
{
    /// <summary>Most images of one request.</summary>
    public const int MostImages = 1000;

    /// <summary>Most bytes of one request.</summary>
    public const long MostBytes = 2L << 30;

    private const int ImagesAtOnce = 32;
    private const long BytesAtOnce = 64L << 20;
    private const int LongestName = 255;
    private const int LongestBoundary = 100;

    /// <summary>Whether a request has a body of this kind.</summary>
    public static bool IsMultipart(HttpRequest request) => BoundaryOf(request) is not null;

    /// <summary>The images as they come, in groups that are small enough to be held in memory.</summary>
    /// <exception cref="TacWebException">Too many or too large files, a name that is none, or a body that is torn.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ImageSource>> ReadAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MultipartReader reader = new(BoundaryOf(request) ?? throw new TacWebException("The request has no body of the type multipart/form-data."), request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        List<ImageSource> group = [];
        long bytes = 0;
        int count = 0;
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            if (NameOf(section) is not { } name)
            {
                continue; // a field, not a file
            }

            if (++count > MostImages)
            {
                throw new TacWebException($"The request holds more than {MostImages} images.");
            }

            byte[] content = await ContentAsync(section, name, cancellationToken);
            group.Add(new ImageSource(name, () => new MemoryStream(content, writable: false)));
            bytes += content.Length;
            if (group.Count == ImagesAtOnce || bytes > BytesAtOnce)
            {
                yield return group;
                (group, bytes) = ([], 0);
            }
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            throw new TacWebException($"The body is no sound multipart/form-data: {error.Message}", error);
        }
    }

    private static string? BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : null;
    }

    private static string? NameOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition))
        {
            return null;
        }

        string given = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        if (given.Length == 0)
        {
            return null;
        }

        // only shown again, never used as a path
        string name = new([.. given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)).Take(LongestName)]);
        return name.Length > 0 ? name : throw new TacWebException("A file of the request has a name without a letter.");
    }

    private async Task<byte[]> ContentAsync(MultipartSection section, string name, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int read;
            try
            {
                read = await section.Body.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception error) when (error is IOException and not BadHttpRequestException)
            {
                throw new TacWebException($"{name}: the body ends within the file.", error);
            }

            if (read == 0)
            {
                return content.ToArray();
            }

            if (content.Length + read > limits.FileBytes)
            {
                throw new TacWebException($"{name} is larger than {limits.FileBytes >> 20} MiB.");
            }

            content.Write(buffer, 0, read);
        }
    }
}
