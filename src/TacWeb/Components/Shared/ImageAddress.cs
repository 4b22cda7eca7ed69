using System.Globalization;

namespace TacWeb.Components.Shared;

/// <summary>Addresses of a dataset's images. An image's id is <c>DATASET-ROW</c>; dataset numbers are never given twice, so what an address shows never changes.</summary>
internal static class ImageAddress
{
    /// <summary>Sides of the squares that thumbnails fit into, pixels; any other size asked for is raised to the next of these.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [160, 320, 640];

    /// <summary>The id of an image.</summary>
    public static string Id(int dataset, int row) => string.Create(CultureInfo.InvariantCulture, $"{dataset}-{row}");

    /// <summary>Address of a small WebP copy, relative to the site's root.</summary>
    public static string Thumbnail(int dataset, int row, int size = 160) => string.Create(CultureInfo.InvariantCulture, $"api/images/{dataset}-{row}/thumbnail?size={size}");

    /// <summary>Address of the original, relative to the site's root.</summary>
    public static string File(int dataset, int row) => string.Create(CultureInfo.InvariantCulture, $"api/images/{dataset}-{row}/file");
}
