namespace TacWeb.Encoders.Models;

/// <summary>The content of a model folder's <c>model.json</c> (contract §3), checked and with its defaults filled in.</summary>
public sealed record ModelManifest
{
    /// <summary>The name of the folder: lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c></summary>
    public required string Key { get; init; }

    /// <summary>Human name; the key when absent.</summary>
    public required string Name { get; init; }

    /// <summary>d, the length of a vector of either tower.</summary>
    public required int Dimension { get; init; }

    /// <summary>SPDX name of the licence; empty when absent.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights come from; empty when absent.</summary>
    public required string Source { get; init; }

    /// <summary>File name to lower-case SHA-256, ordered by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Side of the square that the image tower reads, pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Pixels of the shortest side before the centre crop; <see cref="ImageSize"/> when absent.</summary>
    public required int Resize { get; init; }

    /// <summary>Mean a channel, of values 0…1; CLIP's when absent.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation a channel; CLIP's when absent.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Which tokenizer, and its files.</summary>
    public required TokenizerManifest Tokenizer { get; init; }

    /// <summary>Most tokens a text; longer texts are cut and keep their end token. 77 when absent.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Prompts with <c>{}</c> for the noun; <c>a photo of a {}.</c> when absent.</summary>
    public required IReadOnlyList<string> Templates { get; init; }

    /// <summary>What joins a lemma's words in a prompt: <c>_</c> or a space; a space when absent.</summary>
    public required string LemmaSeparator { get; init; }

    /// <summary>Whether the graphs give unit rows already; false when absent.</summary>
    public required bool Normalized { get; init; }

    /// <summary>Mean norm of raw image vectors; 10 when absent.</summary>
    public required double FeatureNorm { get; init; }

    /// <summary>Scale of zero-shot logits; 100 when absent.</summary>
    public required double LogitScale { get; init; }

    /// <summary>τ̃ of TAC's retrieval, or null: the label-free rule.</summary>
    public required double? RetrievalTemperature { get; init; }
}
