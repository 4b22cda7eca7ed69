using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>The models found below some folders, for example the program's own <c>models</c> and <c>DATA/models</c>.</summary>
/// <param name="roots">Folders that hold model folders; earlier ones win when a key occurs twice; one that is missing is empty.</param>
public sealed class ModelCatalogue(IReadOnlyList<string> roots)
{
    /// <summary>The roots, in order.</summary>
    public IReadOnlyList<string> Roots { get; } = roots;

    /// <summary>Every readable model, ordered by key. Folders without <c>model.json</c>, and faulty ones, are passed over: <see cref="Find"/> says what is wrong with one.</summary>
    public IReadOnlyList<ModelFolder> List()
    {
        var models = new SortedDictionary<string, ModelFolder>(StringComparer.Ordinal);
        foreach (var folder in Folders())
        {
            if (TryRead(folder) is { } model)
            {
                models.TryAdd(model.Info.Key, model);
            }
        }

        return [.. models.Values];
    }

    /// <summary>The model of a key.</summary>
    /// <exception cref="TacWebException">There is none (the message lists the keys there are), or its folder is faulty.</exception>
    public ModelFolder Find(string key)
    {
        var folder = ManifestRules.IsSafeKey(key) ? Folders().FirstOrDefault(path => Path.GetFileName(path) == key) : null;
        if (folder is not null)
        {
            return ModelFolder.Read(folder);
        }

        var keys = List().Select(model => model.Info.Key).ToList();
        throw new TacWebException(keys.Count == 0
            ? $"There is no model \"{key}\", nor any other, in {string.Join(" or ", Roots)}."
            : $"There is no model \"{key}\"; there are: {string.Join(", ", keys)}.");
    }

    private IEnumerable<string> Folders() => Roots.Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        .Where(folder => File.Exists(Path.Combine(folder, ModelFolder.ManifestFile)));

    private static ModelFolder? TryRead(string folder)
    {
        try
        {
            return ModelFolder.Read(folder);
        }
        catch (TacWebException)
        {
            return null;
        }
    }
}
