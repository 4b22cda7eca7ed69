using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TacWeb.Core;
using TacWeb.Encoders.Tokenizers;

namespace TacWeb.Encoders.Models;

/// <summary>A folder <c>models/KEY</c> with its <c>model.json</c> read and checked; the graphs are not opened.</summary>
public sealed class ModelFolder
{
    internal const string ManifestFile = "model.json";

    private ModelFolder(string path, ModelManifest manifest) => (Path, Manifest, Info) = (path, manifest, Describe(manifest));

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The content of <c>model.json</c>.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What the rest of the program needs to know of it.</summary>
    /// <remarks>
    /// <see cref="EncoderInfo.Sha256"/> is the SHA-256 of the lines "name hash" of <see cref="ModelManifest.Files"/>, ordered by name, and of one line with all
    /// other fields that change a vector: dimension, image size, resize, mean, std, the tokenizer's kind and case, context length. Prompts are not in it
    /// (<see cref="ITextEncoder.TemplatesSha256"/>).
    /// </remarks>
    public EncoderInfo Info { get; }

    /// <summary>Reads and checks <c>model.json</c>; the key must be the folder's name and every listed file must exist.</summary>
    /// <exception cref="TacWebException">Something is missing or wrong; the message names the file and the field.</exception>
    public static ModelFolder Read(string path) => Read(path, System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))));

    /// <summary>Compares every listed file with its SHA-256.</summary>
    /// <exception cref="TacWebException">A file is missing or differs; the message names it.</exception>
    public void Verify(CancellationToken cancellationToken = default)
    {
        foreach (var (name, expected) in Manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stream = File.OpenRead(FilePath(name));
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != expected)
            {
                throw new TacWebException($"{FilePath(name)} is not the file that {ManifestFile} describes (its SHA-256 differs): copy or pull the model again.");
            }
        }
    }

    /// <summary>Reads a folder whose key is <paramref name="expectedKey"/>; null: any key.</summary>
    internal static ModelFolder Read(string path, string? expectedKey)
    {
        var manifestPath = System.IO.Path.Combine(path, ManifestFile);
        if (!File.Exists(manifestPath))
        {
            throw new TacWebException($"{path} holds no model: {ManifestFile} is missing.");
        }

        var folder = new ModelFolder(path, ManifestRules.Read(manifestPath));
        if (expectedKey is not null && folder.Manifest.Key != expectedKey)
        {
            throw new TacWebException($"{manifestPath}: field 'key' is \"{folder.Manifest.Key}\" but the folder is \"{expectedKey}\".");
        }

        var missing = folder.Manifest.Files.Keys.FirstOrDefault(name => !File.Exists(folder.FilePath(name)));
        return missing is null ? folder : throw new TacWebException($"The model \"{folder.Manifest.Key}\" is incomplete: {folder.FilePath(missing)} is missing.");
    }

    /// <summary>The path of a file of the folder.</summary>
    internal string FilePath(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Opens the tokenizer.</summary>
    internal ITokenizer OpenTokenizer()
    {
        var (kind, vocab, merges, lowercase) = Manifest.Tokenizer;
        try
        {
            return kind == "wordpiece" ? WordPiece.Read(FilePath(vocab), lowercase, Manifest.ContextLength)
                : new ClipBpe(merges is null ? ClipVocabulary.ReadOriginal(FilePath(vocab)) : ClipVocabulary.Read(FilePath(vocab), FilePath(merges)), Manifest.ContextLength);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new TacWebException($"The tokenizer of the model \"{Manifest.Key}\" cannot be read: {FilePath(vocab)}.", error);
        }
        catch (TacWebException error)
        {
            throw new TacWebException($"The tokenizer of the model \"{Manifest.Key}\" does not fit: {error.Message}", error);
        }
    }

    private static EncoderInfo Describe(ModelManifest manifest)
    {
        var identity = new StringBuilder();
        foreach (var (name, hash) in manifest.Files)
        {
            identity.Append(CultureInfo.InvariantCulture, $"{name} {hash}\n");
        }

        identity.Append(CultureInfo.InvariantCulture, $"{manifest.Dimension} {manifest.ImageSize} {manifest.Resize} {Joined(manifest.Mean)} {Joined(manifest.Std)} ");
        identity.Append(CultureInfo.InvariantCulture, $"{manifest.Tokenizer.Kind} {manifest.Tokenizer.Lowercase} {manifest.ContextLength}\n");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity.ToString())));
        return new EncoderInfo(manifest.Key, manifest.Name, manifest.Dimension, manifest.ImageSize, sha256, manifest.FeatureNorm, manifest.LogitScale, manifest.RetrievalTemperature);
    }

    private static string Joined(IEnumerable<double> values) => string.Join(",", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
