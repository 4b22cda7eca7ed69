using System.Text;
using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.WordNet;

public class ChineseLemmasTests
{
    private static readonly ChineseLemmas Real = ReadReal();

    [Fact]
    public void The_shipped_file_has_its_noun_synsets_and_every_one_is_of_WordNet_3_0()
    {
        Assert.Equal(27_876, Real.Count);
        Assert.Equal(27_876, RealWordNet.Nouns.Synsets.Count(synset => Real.Find(synset.Offset) is not null));
    }

    [Theory]
    [InlineData("cat.n.01", "猫")]
    [InlineData("entity.n.01", "实体")]
    [InlineData("dog.n.01", "狗")]
    [InlineData("animal.n.01", "动物")]
    [InlineData("shirt.n.01", "衬衫")]
    [InlineData("natural_object.n.01", "natural object")]
    public void A_synset_has_the_Chinese_lemma_that_most_others_are_built_with_or_else_its_English_one(string id, string expected) => Assert.Equal(expected, Real.Of(RealWordNet.Nouns.Find(id)!));

    [Fact]
    public void Among_equals_the_first_lemma_counts_and_other_parts_of_speech_and_marks_do_not()
    {
        ChineseLemmas lemmas = Read("# head\n00000007-v\tcmn:lemma\t跑\n00000007-n\tcmn:lemma\t中意+的人\r\n00000007-n\tcmn:lemma\t后\n");
        Assert.Equal("中意的人", lemmas.Find(7));
        Assert.Null(lemmas.Find(8));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0000007-n\tcmn:lemma\tx")]
    [InlineData("00000007-n\tcmn:lemma\t")]
    [InlineData("00000007-n\tx")]
    public void A_line_that_cannot_be_read_is_named(string line) =>
        Assert.StartsWith("wn-data-cmn.tab, line 2:", Assert.Throws<TacWebException>(() => Read($"# head\n{line}\n")).Message, StringComparison.Ordinal);

    private static ChineseLemmas Read(string text) => ChineseLemmas.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static ChineseLemmas ReadReal()
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("wordnet", "cmn", "wn-data-cmn.tab"));
        return ChineseLemmas.Read(stream);
    }
}
