using TacWeb.Encoders.Tokenizers;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests.Tokenizers;

public sealed class WordPieceTests
{
    private static readonly string[] Pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "gold", "##en", "##fish", "go", "!", "e"];

    [Fact]
    public void All_cases_of_the_embedded_model_are_tokenised_as_the_original_does() =>
        Assert.Equal(241, TokenCases.AssertAllEqual(Repository.PathOf("models", "mini", "tokens.json"), WordPiece.Read(Repository.PathOf("models", "mini", "vocab.txt"), lowercase: true, 64)));

    [Fact]
    public void The_longest_known_piece_is_taken_first() => Assert.Equal([2, 4, 6, 8, 3], Tiny(10).Encode("Goldfish!"));

    [Fact]
    public void A_word_with_an_unknown_piece_is_unknown_as_a_whole() => Assert.Equal([2, 1, 4, 3], Tiny(10).Encode("goldx gold"));

    [Fact]
    public void Accents_fall_away() => Assert.Equal([2, 9, 9, 3], Tiny(10).Encode("É e\u0301"));

    [Fact]
    public void A_long_text_is_cut_and_keeps_its_end() => Assert.Equal([2, 4, 4, 3], Tiny(4).Encode("gold gold gold gold"));

    [Fact]
    public void A_vocabulary_without_special_tokens_is_refused() =>
        Assert.Contains("[CLS]", Assert.Throws<Core.TacWebException>(() => new WordPiece(new() { ["gold"] = 0 }, true, 8)).Message, StringComparison.Ordinal);

    private static WordPiece Tiny(int contextLength) =>
        new(Pieces.Select((piece, id) => (piece, id)).ToDictionary(pair => pair.piece, pair => pair.id), lowercase: true, contextLength);
}
