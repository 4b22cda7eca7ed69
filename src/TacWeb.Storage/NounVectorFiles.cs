namespace TacWeb.Storage;

/// <summary>Noun vectors, one file for each encoder, templates and vocabulary.</summary>
public sealed class NounVectorFiles
{
    private readonly string _folder;

    internal NounVectorFiles(string folder) => _folder = folder;

    /// <summary>The file of a combination, complete or begun or not yet there.</summary>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="templates">Hash of templates and lemma separator.</param>
    /// <param name="vocabulary">Hash of the lemmas.</param>
    /// <param name="count">Number of nouns.</param>
    /// <param name="dimension">d.</param>
    public NounVectorFile File(string encoder, string templates, string vocabulary, int count, int dimension)
    {
        ArgumentException.ThrowIfNullOrEmpty(encoder);
        ArgumentException.ThrowIfNullOrEmpty(templates);
        ArgumentException.ThrowIfNullOrEmpty(vocabulary);
        Directory.CreateDirectory(_folder);
        return new NounVectorFile(Path.Combine(_folder, $"{Short(encoder)}-{Short(templates)}-{Short(vocabulary)}.f32"), count, dimension);
    }

    /// <summary>Whether an encoder's vectors of a vocabulary are complete, under any templates.</summary>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="vocabulary">Hash of the lemmas.</param>
    public bool Has(string encoder, string vocabulary) => Directory.Exists(_folder) && Directory.EnumerateFiles(_folder, $"{Short(encoder)}-*-{Short(vocabulary)}.f32").Any();

    private static string Short(string hash) => hash[..Math.Min(24, hash.Length)];
}
