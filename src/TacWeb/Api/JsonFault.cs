using System.Text.Json;

namespace TacWeb.Api;

/// <summary>What is wrong with a body of JSON, for who wrote it: the reader's own messages name .NET types.</summary>
internal static class JsonFault
{
    private const string NoMember = "The JSON property '", NoValue = "The JSON value could not be converted";

    /// <summary>One sentence that names the member or the place.</summary>
    public static string Sentence(JsonException fault)
    {
        string place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}");
        if (fault.Message.StartsWith(NoMember, StringComparison.Ordinal))
        {
            string name = fault.Message[NoMember.Length..].Split('\'')[0];
            return $"The body has a member '{Excerpt.Of(name)}' that is not known here ({place}).";
        }

        string path = fault.Path is { Length: > 2 } full ? full[2..] : "the body"; // after "$."
        return fault.Message.StartsWith(NoValue, StringComparison.Ordinal)
            ? $"The value of {path} is of another kind than it must be ({place})."
            : $"The body is not JSON: {fault.Message}";
    }
}
