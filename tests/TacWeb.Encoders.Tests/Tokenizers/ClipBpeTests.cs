using TacWeb.Encoders.Tokenizers;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests.Tokenizers;

public sealed class ClipBpeTests
{
    [SlowFact("shared/clip/tokens.json")]
    public void All_221_cases_are_tokenised_as_the_original_does()
    {
        var tokenizer = new ClipBpe(ClipVocabulary.ReadOriginal(SlowFactAttribute.Shared("shared/clip/bpe_simple_vocab_16e6.txt.gz")!), 77);
        Assert.Equal(221, TokenCases.AssertAllEqual(SlowFactAttribute.Shared("shared/clip/tokens.json")!, tokenizer));
    }

    [Fact]
    public void Merges_are_applied_in_order_of_rank()
    {
        using var files = new TinyClipVocabulary("l o", "lo w</w>", "e r</w>");
        Assert.Equal([files.Start, files["low</w>"], files["lo"], files["w"], files["er</w>"], files.End], files.Open(77).Encode("low lower"));
    }

    [Theory]
    [InlineData("A &amp;amp; b", "a & b")]
    [InlineData("  tabs\tand\nlines ", "tabs and lines")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("\u0130X", "i\u0307x")]
    [InlineData("we've", "we 've")]
    [InlineData("x12", "x 1 2")]
    [InlineData("a...b", "a ... b")]
    [InlineData("a\U00020000b", "a\U00020000b")]
    public void Texts_that_CLIP_cannot_tell_apart_have_the_same_tokens(string one, string other)
    {
        using var files = new TinyClipVocabulary();
        Assert.Equal(files.Open(77).Encode(other), files.Open(77).Encode(one));
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_stay_in_their_word()
    {
        using var files = new TinyClipVocabulary();
        Assert.Equal(2 + 1 + 4, files.Open(77).Encode("a\U00020000").Length);
        Assert.Equal(files["a"], files.Open(77).Encode("a\U00020000")[1]);
    }

    [Fact]
    public void Special_tokens_within_a_text_are_kept()
    {
        using var files = new TinyClipVocabulary();
        Assert.Equal([files.Start, files.Start, files["a</w>"], files.End, files.End], files.Open(77).Encode("<|startoftext|> a <|endoftext|>"));
    }

    [Fact]
    public void A_long_text_is_cut_and_keeps_its_end()
    {
        using var files = new TinyClipVocabulary();
        Assert.Equal([files.Start, files["a</w>"], files["b</w>"], files.End], files.Open(4).Encode("a b c d e"));
    }
}
