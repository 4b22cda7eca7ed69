namespace TacWeb.Core.Datasets;

/// <summary>Classes as numbers.</summary>
/// <param name="Names">Distinct class names in ordinal order.</param>
/// <param name="Labels">The number of each image's class; −1 where it is unknown.</param>
public sealed record ClassLabels(IReadOnlyList<string> Names, int[] Labels)
{
    /// <summary>Numbers the classes of a dataset.</summary>
    public static ClassLabels Of(IReadOnlyList<ImageEntry> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        string[] names = [.. images.Select(image => image.ClassName).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            places.Add(name, places.Count);
        }

        return new ClassLabels(names, [.. images.Select(image => image.ClassName is { } name ? places[name] : -1)]);
    }
}
