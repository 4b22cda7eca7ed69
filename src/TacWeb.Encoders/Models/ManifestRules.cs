using System.Text.RegularExpressions;

namespace TacWeb.Encoders.Models;

/// <summary>Fills a <see cref="ModelManifest"/> from <c>model.json</c>: defaults for what is absent, checks for what is there.</summary>
internal static partial class ManifestRules
{
    /// <summary>The graph files' names.</summary>
    public const string ImageGraph = "image.onnx", TextGraph = "text.onnx";

    private const int LargestDimension = 16_384, LargestImage = 4_096, LongestContext = 8_192;
    private static readonly double[] ClipMean = [0.48145466, 0.4578275, 0.40821073];
    private static readonly double[] ClipStd = [0.26862954, 0.26130258, 0.27577711];

    /// <summary>Reads and checks.</summary>
    /// <exception cref="Core.TacWebException">A field is missing or wrong.</exception>
    public static ModelManifest Read(string path)
    {
        var reader = ManifestReader.Open(path);
        var imageSize = reader.Whole("imageSize", 1, LargestImage);
        var key = reader.Text("key");
        var tokenizer = ReadTokenizer(reader.Inner("tokenizer"));
        return new ModelManifest
        {
            Key = IsSafeKey(key) ? key : throw reader.Fault("key", "must be a folder name of lower-case letters, digits, '-', '_' and '.'"),
            Name = reader.Text("name", key),
            Dimension = reader.Whole("dimension", 1, LargestDimension),
            Licence = reader.Text("licence", ""),
            Source = reader.Text("source", ""),
            Files = ReadFiles(reader, tokenizer),
            ImageSize = imageSize,
            Resize = reader.Whole("resize", imageSize, 2 * LargestImage, imageSize),
            Mean = reader.Channels("mean", ClipMean, -1e6),
            Std = reader.Channels("std", ClipStd, 1e-6),
            Tokenizer = tokenizer,
            ContextLength = reader.Whole("contextLength", 2, LongestContext, 77),
            Templates = ReadTemplates(reader),
            LemmaSeparator = reader.Text("lemmaSeparator", " ") is "_" or " " ? reader.Text("lemmaSeparator", " ") : throw reader.Fault("lemmaSeparator", "must be \"_\" or \" \""),
            Normalized = reader.Flag("normalized", false),
            FeatureNorm = reader.Positive("featureNorm") ?? 10,
            LogitScale = reader.Positive("logitScale") ?? 100,
            RetrievalTemperature = reader.Positive("retrievalTemperature"),
        };
    }

    /// <summary>Whether a key is a folder name that is safe on every system.</summary>
    public static bool IsSafeKey(string key) => KeyPattern().IsMatch(key) && !key.EndsWith(".partial", StringComparison.Ordinal) && !ReservedPattern().IsMatch(key);

    /// <summary>Whether a name is a plain file name that is safe on every system.</summary>
    public static bool IsFileName(string name) => name.Length is > 0 and <= 128 && FileNamePattern().IsMatch(name) && name is not ("." or "..") && !ReservedPattern().IsMatch(name);

    private static TokenizerManifest ReadTokenizer(ManifestReader reader)
    {
        var kind = reader.Text("kind");
        return kind switch
        {
            "wordpiece" => new TokenizerManifest(kind, FileName(reader, "vocab"), null, reader.Flag("lowercase", true)),
            "clip-bpe" when reader.Text("vocab").EndsWith(".gz", StringComparison.Ordinal) => new TokenizerManifest(kind, FileName(reader, "vocab"), null, true),
            "clip-bpe" => new TokenizerManifest(kind, FileName(reader, "vocab"), FileName(reader, "merges"), true),
            _ => throw reader.Fault("kind", $"is \"{kind}\"; known are clip-bpe and wordpiece"),
        };
    }

    private static string FileName(ManifestReader reader, string field) => reader.Text(field) is var name && IsFileName(name)
        ? name
        : throw reader.Fault(field, "must be the name of a file in the folder");

    private static SortedDictionary<string, string> ReadFiles(ManifestReader reader, TokenizerManifest tokenizer)
    {
        var inner = reader.Inner("files");
        var files = inner.Map();
        foreach (var (name, hash) in files)
        {
            if (!IsFileName(name) || !HashPattern().IsMatch(hash))
            {
                throw inner.Fault(name, "must be a file of the folder with its SHA-256 (64 hexadecimal digits)");
            }
        }

        string?[] needed = [ImageGraph, TextGraph, tokenizer.Vocab, tokenizer.Merges];
        var missing = needed.FirstOrDefault(name => name is not null && !files.ContainsKey(name));
        return missing is null
            ? new SortedDictionary<string, string>(files.ToDictionary(file => file.Key, file => file.Value.ToLowerInvariant()), StringComparer.Ordinal)
            : throw reader.Fault("files", $"gives no SHA-256 for {missing}");
    }

    private static IReadOnlyList<string> ReadTemplates(ManifestReader reader)
    {
        var templates = reader.Texts("templates", ["a photo of a {}."]);
        return templates.All(template => template.Contains("{}", StringComparison.Ordinal)) ? templates : throw reader.Fault("templates", "must have {} in every prompt");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,62}[a-z0-9]$|^[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^[A-Za-z0-9._ -]+$", RegexOptions.CultureInvariant)]
    private static partial Regex FileNamePattern();

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ReservedPattern();

    [GeneratedRegex(@"^[0-9a-fA-F]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex HashPattern();
}
