using System.Text.Json;
using TacWeb.Encoders.Tokenizers;

namespace TacWeb.Encoders.Tests.Tokenizers;

/// <summary>Texts with the ids that the original tokenizer gave them.</summary>
internal static class TokenCases
{
    public static int AssertAllEqual(string path, ITokenizer tokenizer)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var wrong = new List<string>();
        foreach (var test in document.RootElement.EnumerateArray())
        {
            var text = test.GetProperty("text").GetString()!;
            int[] expected = [.. test.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            var actual = tokenizer.Encode(text);
            if (!expected.SequenceEqual(actual))
            {
                wrong.Add($"\"{text}\": expected {string.Join(' ', expected)}, got {string.Join(' ', actual)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        return document.RootElement.GetArrayLength();
    }
}
