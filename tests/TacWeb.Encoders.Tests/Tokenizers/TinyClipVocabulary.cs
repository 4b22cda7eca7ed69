using System.Text.Json;
using TacWeb.Encoders.Tokenizers;

namespace TacWeb.Encoders.Tests.Tokenizers;

/// <summary>A made vocabulary: all bytes, a few merges, the two special tokens, as <c>vocab.json</c> and <c>merges.txt</c> in a temporary folder.</summary>
internal sealed class TinyClipVocabulary : IDisposable
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    public TinyClipVocabulary(params string[] merges)
    {
        string[] bytes = [.. Bytes()];
        string[] pieces = [.. bytes, .. bytes.Select(piece => piece + "</w>"), .. merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)), "<|startoftext|>", "<|endoftext|>"];
        foreach (var piece in pieces)
        {
            ids.Add(piece, ids.Count);
        }

        File.WriteAllText(VocabularyPath, JsonSerializer.Serialize(ids));
        File.WriteAllLines(MergesPath, ["#version: 0.2", .. merges]);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tacweb-clip-").FullName;

    public string VocabularyPath => Path.Combine(Folder, "vocab.json");

    public string MergesPath => Path.Combine(Folder, "merges.txt");

    public int Start => this["<|startoftext|>"];

    public int End => this["<|endoftext|>"];

    public int Count => ids.Count;

    public int this[string piece] => ids[piece];

    public ClipBpe Open(int contextLength) => new(ClipVocabulary.Read(VocabularyPath, MergesPath), contextLength);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>GPT-2's characters for the 256 bytes, printable ones first.</summary>
    private static IEnumerable<string> Bytes()
    {
        var printable = Enumerable.Range(33, 94).Concat(Enumerable.Range(161, 12)).Concat(Enumerable.Range(174, 82)).ToList();
        return printable.Concat(Enumerable.Range(256, 256 - printable.Count)).Select(code => ((char)code).ToString());
    }
}
