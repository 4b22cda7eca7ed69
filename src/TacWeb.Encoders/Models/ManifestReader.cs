using System.Text.Json;
using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>Reads fields of <c>model.json</c>; every complaint names the file and the field. Unknown fields are passed over.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="root">The JSON object.</param>
/// <param name="prefix">Name of the surrounding field with its point, or empty.</param>
internal readonly struct ManifestReader(string path, JsonElement root, string prefix = "")
{
    /// <summary>Parses a file.</summary>
    public static ManifestReader Open(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ManifestReader(path, document.RootElement.Clone())
                : throw new TacWebException($"{path} is no JSON object.");
        }
        catch (JsonException error)
        {
            throw new TacWebException($"{path} is not valid JSON (line {error.LineNumber + 1}).", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"{path} cannot be read.", error);
        }
    }

    /// <summary>A complaint about a field.</summary>
    public TacWebException Fault(string field, string what) => new($"{path}: field '{prefix}{field}' {what}.");

    /// <summary>A text; required when there is no default.</summary>
    public string Text(string field, string? absent = null) => Find(field) is not { } value ? absent ?? throw Fault(field, "is missing")
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(field, "must be a text");

    /// <summary>A whole number in a range; required when there is no default.</summary>
    public int Whole(string field, int least, int most, int? absent = null) => Find(field) is not { } value ? absent ?? throw Fault(field, "is missing")
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw Fault(field, $"must be a whole number from {least} to {most}");

    /// <summary>A number above zero; null when absent or null.</summary>
    public double? Positive(string field) => Find(field) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and < 1e9 and var number ? number
        : throw Fault(field, "must be a number above 0");

    /// <summary>True or false.</summary>
    public bool Flag(string field, bool absent) => Find(field) is not { } value ? absent
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fault(field, "must be true or false");

    /// <summary>Three numbers, one a channel.</summary>
    public IReadOnlyList<double> Channels(string field, double[] absent, double least)
    {
        if (Find(field) is not { } value)
        {
            return absent;
        }

        var numbers = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [];
        return numbers.Count == 3 && numbers.TrueForAll(number => number.ValueKind == JsonValueKind.Number && number.GetDouble() >= least && number.GetDouble() < 1e6)
            ? [.. numbers.Select(number => number.GetDouble())]
            : throw Fault(field, "must be three numbers, one a channel");
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string field, string[] absent)
    {
        if (Find(field) is not { } value)
        {
            return absent;
        }

        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [];
        return texts.Count > 0 && texts.TrueForAll(text => text.ValueKind == JsonValueKind.String)
            ? [.. texts.Select(text => text.GetString()!)]
            : throw Fault(field, "must be a list of texts");
    }

    /// <summary>An object.</summary>
    public ManifestReader Inner(string field) => Find(field) is { ValueKind: JsonValueKind.Object } value
        ? new ManifestReader(path, value, $"{prefix}{field}.")
        : throw Fault(field, "must be an object");

    /// <summary>The object's fields as texts, ordered by name.</summary>
    public SortedDictionary<string, string> Map()
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            map[property.Name] = Text(property.Name);
        }

        return map;
    }

    private JsonElement? Find(string field) => root.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
