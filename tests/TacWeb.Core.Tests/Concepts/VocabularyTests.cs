using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Concepts;

public sealed class VocabularyTests
{
    private static WordNetNouns WordNet => RealWordNet.Nouns;

    [Fact]
    public void WordNet_gives_every_lemma_once_in_the_order_of_the_file()
    {
        Vocabulary all = Vocabulary.OfWordNet(WordNet);
        Assert.Equal("wordnet-3.0-nouns", all.Key);
        Assert.Equal(117_798, all.Nouns.Count);
        Assert.Equal(117_798, all.Nouns.Select(noun => noun.Lemma).Distinct().Count());
        Assert.Equal(["entity", "physical_entity", "abstraction", "abstract_entity", "thing", "object", "physical_object"], all.Nouns.Take(7).Select(noun => noun.Lemma));
        Assert.Equal(WordNet.Senses("dog"), all.Senses(all.Nouns.Single(noun => noun.Lemma == "dog")));
        Assert.Equal("dog.n.01", all.Nouns.Single(noun => noun.Lemma == "dog").SynsetId);
        Assert.Equal(64, all.Hash.Length);
    }

    [Fact]
    public void A_subtree_limits_lemmas_and_senses()
    {
        Vocabulary artefacts = Vocabulary.OfSubtree(WordNet, "wordnet:artifact.n.01");
        Assert.Equal("wordnet:artifact.n.01", artefacts.Key);
        Noun dog = artefacts.Nouns.Single(noun => noun.Lemma == "dog");
        Assert.Equal("pawl.n.01", dog.SynsetId);
        Assert.Equal(["pawl.n.01", "andiron.n.01"], artefacts.Senses(dog).Select(synset => synset.Id));
        Assert.DoesNotContain(artefacts.Nouns, noun => noun.Lemma == "puppy");
    }

    [Fact]
    public void Another_lemma_of_the_root_gives_the_same_key_and_hash()
    {
        Vocabulary animals = Vocabulary.OfSubtree(WordNet, "animal.n.01"), again = Vocabulary.OfSubtree(WordNet, "wordnet:beast.n.01");
        Assert.Equal((animals.Key, animals.Hash), (again.Key, again.Hash));
    }

    [Theory]
    [InlineData("dog.n.99", "WordNet has no synset 'dog.n.99'. Did you mean dog.n.01, frump.n.01, dog.n.03, cad.n.01?")]
    [InlineData("animall.n.01", "WordNet has no synset 'animall.n.01'. Did you mean animal.n.01")]
    [InlineData("zzzzqqqqxxxx", "WordNet has no synset 'zzzzqqqqxxxx'. A synset is written like animal.n.01.")]
    public void An_unknown_synset_is_refused_with_suggestions(string id, string begins) =>
        Assert.StartsWith(begins, Assert.Throws<TacWebException>(() => Vocabulary.OfSubtree(WordNet, id)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_users_text_is_trimmed_and_de_duplicated()
    {
        Vocabulary own = Read("\uFEFF Golden  Retriever \n\ngolden_retriever\nGalaxy S9 phone\r\nGALAXY s9 PHONE\ndog\n");
        Assert.Equal(["golden_retriever", "Galaxy S9 phone", "dog"], own.Nouns.Select(noun => noun.Lemma));
        Assert.Equal(["golden_retriever.n.01", "", "dog.n.01"], own.Nouns.Select(noun => noun.SynsetId));
        Assert.Empty(own.Senses(own.Nouns[1]));
        Assert.Equal(7, own.Senses(own.Nouns[2]).Count);
        Assert.Equal("words.txt", own.Key);
    }

    [Fact]
    public void The_hash_is_that_of_the_lemmas() =>
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("dog\nred fox 7\n"u8)), Read("Dog\nred fox 7").Hash);

    [Theory]
    [InlineData("dog\n\ncat\0fish\n", "words.txt, line 3: holds a control character; is this a text file?")]
    [InlineData("\n \n", "words.txt holds no phrase; write one a line.")]
    public void Bad_text_is_refused_by_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => Read(text)).Message);

    [Fact]
    public void A_phrase_that_is_too_long_is_refused_by_line() =>
        Assert.Equal(
            "words.txt, line 2: a phrase of 201 characters; at most 200 are allowed.",
            Assert.Throws<TacWebException>(() => Read("dog\n" + new string('x', 201))).Message);

    private static Vocabulary Read(string text)
    {
        using StringReader reader = new(text);
        return Vocabulary.Read(WordNet, reader, "words.txt");
    }
}
