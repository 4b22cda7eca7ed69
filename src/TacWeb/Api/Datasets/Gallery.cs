using TacWeb.Components.Shared;
using TacWeb.Encoders.Images;
using TacWeb.Storage;

namespace TacWeb.Api.Datasets;

/// <summary>Pictures of datasets as files for browsers: thumbnails, made once, at most as many at a time as there are processors, and originals. Safe for many threads.</summary>
internal sealed class Gallery(DataFolder data, ThumbnailQueue queue)
{
    /// <summary>The image of an id <c>DATASET-ROW</c>, or null.</summary>
    public StoredImage? Find(string id)
    {
        int dash = id.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && IsNumber(id.AsSpan(0, dash), out int dataset) && IsNumber(id.AsSpan(dash + 1), out int row) ? data.Datasets.Image(dataset, row) : null;
    }

    /// <summary>Path of a small copy, made now where it is not there yet; null for a picture that cannot be decoded.</summary>
    /// <param name="image">The image.</param>
    /// <param name="size">Raised to the next size that is offered.</param>
    /// <param name="cancellationToken">Ends the wait for a processor.</param>
    public async Task<string?> ThumbnailAsync(StoredImage image, int size, CancellationToken cancellationToken)
    {
        int side = ImageAddress.Sizes.FirstOrDefault(offered => offered >= size, ImageAddress.Sizes[^1]);
        if (data.Thumbnails.Find(image.Hash, side) is { } known)
        {
            return known;
        }

        await queue.Places.WaitAsync(cancellationToken);
        try
        {
            return data.Thumbnails.Find(image.Hash, side) ?? await Task.Run(() => data.Thumbnails.Add(image.Hash, side, Thumbnails.Encode(data.Images.Read(image.Hash), side)), cancellationToken);
        }
        catch (Exception error) when (error is ImageException or IOException)
        {
            return null;
        }
        finally
        {
            queue.Places.Release();
        }
    }

    /// <summary>The original's bytes and what they are, told from the bytes; null when they are no picture (any more).</summary>
    public (byte[] Content, ImageHeader Header, string Type)? Original(StoredImage image)
    {
        try
        {
            byte[] content = data.Images.Read(image.Hash);
            ImageHeader header = ImageDecoder.ReadHeader(content);
            return (content, header, TypeOf(header.Format));
        }
        catch (Exception error) when (error is ImageException or IOException)
        {
            return null;
        }
    }

    private static bool IsNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);

    private static string TypeOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Bmp => "image/bmp",
        ImageFormat.Tiff => "image/tiff",
        _ => "image/avif",
    };
}
