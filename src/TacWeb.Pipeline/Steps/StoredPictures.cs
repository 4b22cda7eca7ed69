using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>A stored dataset as the input of a walk.</summary>
internal static class StoredPictures
{
    /// <summary>Its pictures, in its order; what was skipped when it was made belongs to it, not to the run.</summary>
    /// <exception cref="TacWebException">There is no such dataset, or it is deleted.</exception>
    public static Ingested Read(DataFolder data, int dataset) => data.Datasets.Find(dataset) is { DeletedUtc: null } stored
        ? new Ingested(stored.Name, [.. data.Datasets.Images(dataset).Select(image => (image.Path, image.Hash))], [])
        : throw new TacWebException($"There is no dataset {dataset}.");

    /// <summary>Path and stored class of the pictures that have vectors, in their order.</summary>
    public static IReadOnlyList<ImageEntry> Classes(DataFolder data, int dataset, EmbeddedImages embedded)
    {
        Dictionary<string, string?> classes = data.Datasets.Images(dataset).ToDictionary(image => image.Path, image => image.ClassName, StringComparer.Ordinal);
        return [.. embedded.Paths.Select(path => new ImageEntry(path, classes[path]))];
    }
}
