using System.Text.Json;
using System.Text.Json.Serialization;

namespace TacWeb.Api.Runs;

/// <summary>The body of <c>POST /api/runs</c>; the defaults are the command line's.</summary>
internal sealed record RunOrder
{
    /// <summary>A stored dataset.</summary>
    public int DatasetId { get; init; }

    /// <summary>Keys of methods by commas; each makes a run.</summary>
    public string Method { get; init; } = "tac";

    /// <summary>A whole number from 1 on, or <c>"auto"</c>, or nothing for auto.</summary>
    public JsonElement? K { get; init; }

    /// <summary>Every random number comes from it.</summary>
    public int Seed { get; init; }

    /// <summary>Runs this many seeds from <see cref="Seed"/> on and keeps the best by its label-free loss.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Key of an encoder.</summary>
    public string Encoder { get; init; } = "mini";

    /// <summary><c>wordnet-3.0-nouns</c> or <c>wordnet:SYNSET</c>; not read when <see cref="Words"/> are given.</summary>
    public string Vocabulary { get; init; } = "wordnet-3.0-nouns";

    /// <summary>Own words instead of a vocabulary, or nothing.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Class names for methods that read them, or nothing.</summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Options of the methods by name: numbers, texts, booleans.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Options { get; init; }

    /// <summary>Members that an order does not have: <see cref="RunOrders"/> refuses them by name, where JSON's own reader would say where in the bytes they stand.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
