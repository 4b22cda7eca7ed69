using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.WordNet;

public sealed class WordNetNounsTests
{
    private static WordNetNouns Nouns => RealWordNet.Nouns;

    [Fact]
    public void All_synsets_pairs_and_lemmas_of_WordNet_3_0_are_read()
    {
        Assert.Equal(82_115, Nouns.Synsets.Count);
        Assert.Equal(146_347, Nouns.Synsets.Sum(synset => synset.Lemmas.Length));
        Assert.Equal(117_798, Nouns.Synsets.SelectMany(synset => synset.Lemmas).Select(WordNetNouns.Fold).Distinct().Count());
        Assert.Equal(117_798, Nouns.Lemmas.Count);
    }

    [Fact]
    public void Every_id_is_unique_and_finds_its_synset()
    {
        Assert.Equal(82_115, Nouns.Synsets.Select(synset => synset.Id).Distinct().Count());
        Assert.All(Nouns.Synsets, synset => Assert.Same(synset, Nouns.Find(synset.Id)));
    }

    [Fact]
    public void Every_wnid_finds_its_synset()
    {
        Assert.All(Nouns.Synsets, synset => Assert.Same(synset, Nouns.FindWnid($"n{synset.Offset:D8}")));
        Assert.Equal("tench.n.01", Nouns.FindWnid("n01440764")?.Id);
    }

    [Theory]
    [InlineData("n0144076")]
    [InlineData("n00000001")]
    [InlineData("x01440764")]
    [InlineData("n0144076a")]
    [InlineData("")]
    public void What_is_no_wnid_finds_nothing(string wnid) => Assert.Null(Nouns.FindWnid(wnid));

    [Fact]
    public void A_dog_is_read_whole()
    {
        Synset dog = Nouns.Find("dog.n.01")!;
        Assert.Equal(2084071, dog.Offset);
        Assert.Equal(["dog", "domestic_dog", "Canis_familiaris"], dog.Lemmas.AsEnumerable());
        Assert.Equal("a member of the genus Canis (probably descended from the common wolf) that has been domesticated by man since prehistoric times; occurs in many breeds", dog.Gloss);
        Assert.Equal(["canine.n.02", "domestic_animal.n.01"], dog.Hypernyms.Select(synset => synset.Id));
        Assert.Contains("puppy.n.01", dog.Hyponyms.Select(synset => synset.Id));
        Assert.Equal(
            ["canine.n.02", "carnivore.n.01", "placental.n.01", "mammal.n.01", "vertebrate.n.01", "chordate.n.01", "animal.n.01", "organism.n.01", "living_thing.n.01", "whole.n.02", "object.n.01", "physical_entity.n.01", "entity.n.01"],
            dog.HypernymPath().Select(synset => synset.Id));
        Assert.Equal(13, dog.Depth);
    }

    [Fact]
    public void Depth_is_the_length_of_the_first_path_for_every_synset() =>
        Assert.All(Nouns.Synsets, synset => Assert.Equal(synset.HypernymPath().Count(), synset.Depth));

    [Fact]
    public void Every_noun_but_entity_has_a_hypernym() =>
        Assert.Equal(["entity.n.01"], Nouns.Synsets.Where(synset => synset.Hypernyms.Length == 0).Select(synset => synset.Id));

    [Fact]
    public void Instances_have_hypernyms_and_are_hyponyms()
    {
        Synset einstein = Nouns.Find("einstein.n.01")!;
        Assert.Equal("physicist.n.01", einstein.Hypernyms.Single().Id);
        Assert.Contains(einstein, einstein.Hypernyms[0].Hyponyms);
    }

    [Fact]
    public void No_gloss_keeps_an_example_or_a_loose_end() =>
        Assert.All(Nouns.Synsets, synset => Assert.False(synset.Gloss.Contains('"') || synset.Gloss.EndsWith(';') || synset.Gloss.EndsWith(' ')));

    [Fact]
    public void Senses_come_in_the_order_of_the_index()
    {
        Assert.Equal(
            ["dog.n.01", "frump.n.01", "dog.n.03", "cad.n.01", "frank.n.02", "pawl.n.01", "andiron.n.01"],
            Nouns.Senses("dog").Select(synset => synset.Id));
        Assert.Empty(Nouns.Senses("qwertyuiop"));
    }

    [Fact]
    public void Case_and_underscores_do_not_matter_in_a_look_up()
    {
        Assert.Equal(Nouns.Senses("golden_retriever"), Nouns.Senses("Golden Retriever"));
        Assert.Single(Nouns.Senses("golden_retriever"));
    }

    [Theory]
    [InlineData("golden_retriever", "golden retriever")]
    [InlineData("afghan_hound", "Afghan hound")]
    [InlineData("einstein", "Einstein")]
    [InlineData("china", "China")]
    [InlineData("turkey", "turkey")]
    [InlineData("My_own_Phrase", "My own Phrase")]
    public void A_lemma_is_shown_in_the_case_of_its_first_sense(string lemma, string shown) => Assert.Equal(shown, Nouns.Display(lemma));

    [Theory]
    [InlineData("dog", 42)]
    [InlineData("banana", 2)]
    [InlineData("banana_tree", 0)]
    [InlineData("zoo", 2)]
    public void Noun_counts_are_summed_over_the_senses(string lemma, int count) => Assert.Equal(count, Nouns.Count(lemma));

    [Fact]
    public void A_subtree_holds_each_synset_once_in_file_order()
    {
        IReadOnlyList<Synset> animals = Nouns.Subtree(Nouns.Find("animal.n.01")!);
        Assert.Equal(animals.Distinct().OrderBy(synset => synset.Index), animals);
        Assert.Contains(Nouns.Find("dog.n.01"), animals);
        Assert.DoesNotContain(Nouns.Find("oak.n.02"), animals);
    }

    [Theory]
    [InlineData("dog.n.01", "cat.n.01", "carnivore.n.01")]
    [InlineData("dog.n.01", "dog.n.01", "dog.n.01")]
    [InlineData("dog.n.01", "puppy.n.01", "dog.n.01")]
    [InlineData("dog.n.01", "joy.n.01", "entity.n.01")]
    public void The_lowest_common_subsumer_is_found(string first, string second, string expected) =>
        Assert.Equal(expected, WordNetNouns.LowestCommonSubsumer(Nouns.Find(first)!, Nouns.Find(second)!)?.Id);

    [Theory]
    [InlineData("dog.n.01", "beagle.n.01 poodle.n.01 puppy.n.01 cat.n.01 car.n.01")]
    [InlineData("dog.n.01", "beagle.n.01 poodle.n.01 dog.n.01")]
    [InlineData("carnivore.n.01", "beagle.n.01 cat.n.01 cat.n.01 dog.n.01 car.n.01")]
    public void The_lowest_cover_is_above_three_of_five(string expected, string synsets) =>
        Assert.Equal(expected, WordNetNouns.LowestCover([.. synsets.Split(' ').Select(id => Nouns.Find(id)!)], 0.6)!.Id);

    [Fact]
    public void Nothing_has_no_cover() => Assert.Null(WordNetNouns.LowestCover([], 0.6));
}
