using TacWeb.Core.Labelling;
using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Labelling;

public sealed class ChineseNamesTests
{
    private static readonly ChineseNames Names = new(RealWordNet.Nouns, ReadReal());

    [Fact]
    public void A_concept_gets_its_lemma_and_more_general_terms_in_Chinese_and_keeps_the_rest()
    {
        ConceptEvidence concept = Names.Of(new ConceptEvidence("dog", "dog.n.01", "a member of the genus Canis", ["canine", "carnivore"], 0.4, 0.9, 3));
        Assert.Equal("狗", concept.Lemma);
        Assert.Contains("动物", concept.Hypernyms);
        Assert.Equal(("dog.n.01", "a member of the genus Canis", 0.4), (concept.Synset, concept.Gloss, concept.Weight));
    }

    [Fact]
    public void Without_a_Chinese_lemma_and_outside_WordNet_the_English_one_stays()
    {
        Assert.Equal("natural object", Names.Of(new ConceptEvidence("natural object", "natural_object.n.01", "", [], 0, 0, 0)).Lemma);
        Assert.Equal("zyzzle", Names.Of(new ConceptEvidence("zyzzle", null, "", [], 0, 0, 0)).Lemma);
        Assert.Equal("zyzzle", Names.Of("zyzzle"));
    }

    [Fact]
    public void Clusters_are_named_by_the_concept_of_their_name_once_each_and_the_nameless_by_number()
    {
        ConceptEvidence Concept(string lemma, string synset) => new(lemma, synset, "", [], 0.1, 0.1, 1);
        Assert.Equal(["狗", "猫", "簇 2", "衬衫 (shirt)", "衬衫 (tee)"], Names.Of(
        [
            ("dog", [Concept("canine", "canine.n.02"), Concept("dog", "dog.n.01")]),
            ("cat", [Concept("cat", "cat.n.01")]),
            ("cluster 2", []),
            ("shirt", [Concept("shirt", "shirt.n.01")]),
            ("tee", [Concept("tee", "shirt.n.01")]),
        ]));
    }

    private static ChineseLemmas ReadReal()
    {
        using FileStream stream = File.OpenRead(Repository.PathOf("wordnet", "cmn", "wn-data-cmn.tab"));
        return ChineseLemmas.Read(stream);
    }
}
