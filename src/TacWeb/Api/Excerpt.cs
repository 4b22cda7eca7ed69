namespace TacWeb.Api;

/// <summary>What a sentence of refusal repeats of somebody's text.</summary>
internal static class Excerpt
{
    /// <summary>The text, or its first letters.</summary>
    public static string Of(string text, int letters = 60) => text.Length > letters ? text[..letters] : text;
}
