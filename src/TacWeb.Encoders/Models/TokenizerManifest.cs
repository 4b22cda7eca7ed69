namespace TacWeb.Encoders.Models;

/// <summary>The <c>tokenizer</c> of <c>model.json</c>.</summary>
/// <param name="Kind"><c>clip-bpe</c> or <c>wordpiece</c>.</param>
/// <param name="Vocab">File name of the vocabulary.</param>
/// <param name="Merges">File name of the merges (<c>clip-bpe</c>).</param>
/// <param name="Lowercase">Whether texts are lower-cased and their accents dropped (<c>wordpiece</c>).</param>
public sealed record TokenizerManifest(string Kind, string Vocab, string? Merges, bool Lowercase);
