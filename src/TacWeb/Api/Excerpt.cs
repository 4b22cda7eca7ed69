namespace TacWeb.Api;

/// <summary>What a sentence of refusal repeats of somebody's text.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    /// <summary>The text, or its first 60 letters.</summary>
    public static string Of(string text) => text.Length > Longest ? text[..Longest] : text;
}
