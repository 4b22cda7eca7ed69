using System.Text;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Tests.WordNet;

public sealed class WordNetErrorsTests
{
    private const string Entity = "00000001 03 n 01 entity 0 001 ~ 00000002 n 0000 | that which is; \"an example\"  \n";
    private const string Thing = "00000002 03 n 02 Thing 0 item 1 001 @ 00000001 n 0000 | a separate entity  \n";
    private const string Index = "  1 licence\nentity n 1 1 ~ 1 0 00000001\nitem n 1 1 @ 1 0 00000002\nthing n 1 1 @ 1 0 00000002\n";

    [Fact]
    public void A_small_WordNet_is_read()
    {
        WordNetNouns nouns = Read("  1 licence\n" + Entity + Thing, Index, "item%1:03:00:: 1 5\nitem%1:06:00:: 2 3\nitem%2:30:00:: 1 9\nthing%1:03:00:: 1 1\n");
        Assert.Equal("thing.n.01", nouns.Find("item.n.01")?.Id);
        Assert.Equal("that which is", nouns.Synsets[0].Gloss);
        Assert.Equal("Thing", nouns.Display("thing"));
        Assert.Equal(8, nouns.Count("item"));
    }

    [Fact]
    public void Windows_line_ends_and_a_missing_last_one_are_fine() =>
        Assert.Equal(2, Read((Entity + Thing).Replace("\n", "\r\n", StringComparison.Ordinal).TrimEnd(), Index.TrimEnd()).Synsets.Count);

    [Theory]
    [InlineData("00000002 03 n 02 Thing 0 item 1 001 @ 00000001 n 0000 a separate entity\n", "data.noun, line 2: has no gloss (' | ').")]
    [InlineData("0000000x 03 n 01 thing 0 000 | x\n", "data.noun, line 2: the offset is no number: '0000000x'.")]
    [InlineData("00000002 03 v 01 thing 0 000 | x\n", "data.noun, line 2: is no noun.")]
    [InlineData("00000002 03 n 00 000 | x\n", "data.noun, line 2: has no words.")]
    [InlineData("00000002 03 n 02 thing 0 000 | x\n", "data.noun, line 2: ends where a word's lex_id should be.")]
    [InlineData("00000002 03 n 01 thing 0 002 @ 00000001 n 0000 | x\n", "data.noun, line 2: ends where a pointer should be.")]
    [InlineData("00000002 03 n 01 thing 0 001 @ 00000009 n 0000 | x\n", "data.noun, line 2: points to offset 00000009, which is no synset.")]
    [InlineData("00000001 03 n 01 thing 0 000 | x\n", "data.noun, line 2: offset 00000001 occurs twice.")]
    [InlineData("00000002 03 n 01 thing 0 001 @ 00000002 n 0000 | x\n", "data.noun, line 2: its hypernyms run in a circle.")]
    [InlineData("00000002 03 n 01 other 0 000 | x\n", "data.noun, line 2: 'other' does not have this sense in index.noun.")]
    public void Bad_data_is_refused_by_line(string line, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => Read(Entity + line, Index)).Message);

    [Theory]
    [InlineData("thing n 1 1 @ 1 0\n", "index.noun, line 1: ends where a synset's offset should be.")]
    [InlineData("thing n 1 1 @ 1 0 00000007\n", "index.noun, line 1: offset 00000007 is no synset.")]
    [InlineData("thing v 1 1 @ 1 0 00000002\n", "index.noun, line 1: is no noun.")]
    [InlineData("thing n 1 1 @ 0 0\n", "index.noun, line 1: has no senses.")]
    [InlineData("thing n 1 1 @ 1 0 00000002\nthing n 1 1 @ 1 0 00000002\n", "index.noun, line 2: 'thing' occurs twice.")]
    public void A_bad_index_is_refused_by_line(string index, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => Read(Entity + Thing, index)).Message);

    [Theory]
    [InlineData("item%1:03:00:: 1 5\nitem%1:06:00::\n", "cntlist.rev, line 2: ends where the sense number should be.")]
    [InlineData("item%1:03:00:: 1 many\n", "cntlist.rev, line 1: the count is no number: 'many'.")]
    [InlineData("item 1 5\n", "cntlist.rev, line 1: 'item' is no sense key.")]
    public void Bad_counts_are_refused_by_line(string counts, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => Read(Entity + Thing, Index, counts)).Message);

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.Equal("data.noun holds no synsets.", Assert.Throws<TacWebException>(() => Read("", Index)).Message);

    private static WordNetNouns Read(string data, string index, string? counts = null)
    {
        using MemoryStream dataStream = new(Encoding.UTF8.GetBytes(data)), indexStream = new(Encoding.UTF8.GetBytes(index));
        using MemoryStream? countStream = counts is null ? null : new(Encoding.UTF8.GetBytes(counts));
        return WordNetNouns.Read(dataStream, indexStream, countStream);
    }
}
