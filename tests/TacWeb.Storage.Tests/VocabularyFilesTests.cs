using TacWeb.Core;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class VocabularyFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public VocabularyFilesTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_same_words_have_the_same_key_and_come_back_trimmed_and_once()
    {
        string key = _data.Vocabularies.Add([" cat ", "dog", "", "cat"]);
        Assert.Equal(key, _data.Vocabularies.Add(["cat", "dog"]));
        Assert.NotEqual(key, _data.Vocabularies.Add(["dog", "cat"]));
        Assert.Equal("cat\ndog\n", File.ReadAllText(_data.Vocabularies.Resolve(key)));
    }

    [Theory]
    [InlineData("wordnet-3.0-nouns")]
    [InlineData("own-words-../../secret")]
    [InlineData("own-words-0123456789abcdef")]
    public void Any_other_name_is_left_as_it_is(string name)
    {
        Assert.False(_data.Vocabularies.Has(name));
        Assert.Equal(name, _data.Vocabularies.Resolve(name));
    }

    [Theory]
    [InlineData("cat", "\u0007")]
    [InlineData("x", null)]
    public void Words_that_are_none_are_refused(string good, string? bad)
    {
        string[] words = bad is null ? [.. Enumerable.Repeat(good, 101).Select((word, i) => i == 100 ? new string('x', 101) : $"{word}{i}")] : [good, "a" + bad + "b"];
        Assert.Contains("is no word", Assert.Throws<TacWebException>(() => _data.Vocabularies.Add(words)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_is_refused() =>
        Assert.Contains("no word", Assert.Throws<TacWebException>(() => _data.Vocabularies.Add([" ", ""])).Message, StringComparison.Ordinal);
}
