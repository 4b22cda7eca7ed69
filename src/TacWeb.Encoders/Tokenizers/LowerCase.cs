namespace TacWeb.Encoders.Tokenizers;

/// <summary>Lower case as Python's <c>str.lower</c> gives it, character by character.</summary>
internal static class LowerCase
{
    /// <summary>Lower-cases a text; İ, the one letter whose lower case is two characters, becomes i with a dot above.</summary>
    public static string Of(string text) => text.ToLowerInvariant().Replace("\u0130", "i\u0307", StringComparison.Ordinal);
}
