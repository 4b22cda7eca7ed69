using TacWeb.Core.Concepts;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Labelling;

public sealed class ClusterNamerTests
{
    private static readonly ClusterNamer Namer = new(RealWordNet.Nouns);

    [Theory]
    [InlineData(1, 25, 120, 6, true)]
    [InlineData(2, 25, 90, 4, false)]
    [InlineData(3, 12, 150, 9, true)]
    [InlineData(4, 25, 60, 14, false)]
    [InlineData(5, 20, 40, 2, true)]
    public void Concepts_and_names_are_those_of_the_plainest_code(int seed, int nouns, int count, int clusters, bool soft)
    {
        NamingInput input = NamingFixture.Random(seed, nouns, count, clusters, soft);
        IReadOnlyList<NamedCluster> named = Namer.Name(input).Clusters;
        List<NaiveNaming.Concept>[] naive = NaiveNaming.Concepts(input);
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            NaiveNaming.Concept[] expected = [.. naive[cluster].OrderByDescending(concept => concept.Score).Take(10)];
            Assert.Equal(expected.Select(concept => concept.Synset), named[cluster].Concepts.Select(concept => concept.Synset));
            Assert.Equal(expected.Select(concept => concept.Lemma), named[cluster].Concepts.Select(concept => WordNetNouns.Fold(concept.Lemma)));
            foreach ((NaiveNaming.Concept one, ConceptEvidence other) in expected.Zip(named[cluster].Concepts))
            {
                Assert.Equal(one.Weight, other.Weight, 1e-9);
                Assert.Equal(one.Weight / one.Overall, other.Lift, 1e-7);
                Assert.Equal(one.Coverage, other.Coverage, 1e-9);
            }
        }

        double best = NaiveNaming.BestSum(naive, out double[] values, out List<string> lemmas);
        double sum = named.Where(cluster => cluster.Size > 0).Sum(cluster => values[(cluster.Id * lemmas.Count) + lemmas.IndexOf(WordNetNouns.Fold(cluster.Name))]);
        Assert.Equal(best, sum, 1e-9);
        Assert.Equal(clusters, named.Select(cluster => cluster.Name.ToUpperInvariant()).Distinct().Count());
    }

    [Fact]
    public void The_more_used_word_wins_within_ten_percent()
    {
        Vocabulary words = NamingFixture.Words("dog", "golden retriever", "banana");
        float[][] images = [[1, 0], [0, 1]];
        NamingInput near = NamingFixture.Input(words, [0, 1], 2, images, [[0.44f, 0.46f, 0.1f], [0.05f, 0.05f, 0.9f]]);
        Assert.Equal(["dog", "banana"], Namer.Name(near).Clusters.Select(cluster => cluster.Name));
        NamingInput far = NamingFixture.Input(words, [0, 1], 2, images, [[0.3f, 0.6f, 0.1f], [0.05f, 0.05f, 0.9f]]);
        Assert.Equal(["golden retriever", "banana"], Namer.Name(far).Clusters.Select(cluster => cluster.Name));
        Assert.Equal("golden retriever", Namer.Name(near).Clusters[0].Concepts[0].Lemma);   // the preference is for the name alone
    }

    [Fact]
    public void The_sense_is_the_one_nearest_the_centre()
    {
        Vocabulary words = NamingFixture.Words("crane", "dog");
        NamingInput input = NamingFixture.Input(
            words, [0, 1], 2, [[1, 0], [0, 1]], [[0.9f, 0.1f], [0.8f, 0.2f]],
            text => text.Contains("lifts and moves", StringComparison.Ordinal) ? [1, 0] : text.Contains("wading", StringComparison.Ordinal) ? [0, 1] : [-1, -1]);
        IReadOnlyList<NamedCluster> named = Namer.Name(input).Clusters;
        Assert.Equal("crane.n.04", named[0].Concepts.Single(concept => WordNetNouns.Fold(concept.Lemma) == "crane").Synset);
        ConceptEvidence bird = named[1].Concepts.Single(concept => WordNetNouns.Fold(concept.Lemma) == "crane");
        Assert.Equal("crane.n.05", bird.Synset);
        Assert.Equal(["wading bird", "aquatic bird", "bird"], bird.Hypernyms.Take(3));
        Assert.Equal("large long-necked wading bird of marshes and plains in many parts of the world", bird.Gloss);
    }

    [Fact]
    public void Nouns_of_one_sense_are_one_concept()
    {
        Vocabulary words = NamingFixture.Words("ferryboat", "golden retriever", "ferry", "puppy");
        NamingInput input = NamingFixture.Input(
            words, [0, 1], 2, [[1, 0], [0, 1]], [[0.3f, 0.3f, 0.25f, 0.15f], [0.1f, 0.5f, 0.1f, 0.3f]],
            text => text.Contains("boat that transports", StringComparison.Ordinal) ? [1, 1] : [-1, -1]);
        NamedCluster cluster = Namer.Name(input).Clusters[0];
        Assert.Equal("ferry", cluster.Name);
        Assert.Equal("ferry.n.01", cluster.Concepts[0].Synset);
        Assert.Equal(0.55, cluster.Concepts[0].Weight, 1e-6);
        Assert.Equal(0.55 / 0.375, cluster.Concepts[0].Lift, 1e-6);
        Assert.Equal(["ferry", "puppy", "golden retriever"], cluster.Concepts.Select(concept => concept.Lemma));
        Assert.All(cluster.Concepts, concept => Assert.Equal(1, concept.Coverage));
    }

    [Fact]
    public void No_two_clusters_share_a_name_even_when_one_word_is_best_for_both()
    {
        Vocabulary words = NamingFixture.Words("banana", "puppy", "golden retriever");
        NamingInput input = NamingFixture.Input(
            words, [0, 1, 2], 3, [[1, 0], [0, 1], [-1, 0]], [[0.8f, 0.15f, 0.05f], [0.7f, 0.1f, 0.2f], [0.01f, 0.5f, 0.49f]]);
        Assert.Equal(["banana", "golden retriever", "puppy"], Namer.Name(input).Clusters.Select(cluster => cluster.Name));
    }

    [Fact]
    public void Fewer_nouns_than_clusters_leave_numbered_ones()
    {
        Vocabulary words = NamingFixture.Words("banana", "cluster 1");
        NamingInput input = NamingFixture.Input(words, [0, 1, 2], 4, [[1, 0], [0, 1], [1, 1]], [[0.2f, 0.8f], [0.3f, 0.7f], [0.9f, 0.1f]]);
        Assert.Equal(["cluster 0", "cluster 1", "banana", "cluster 3"], Namer.Name(input).Clusters.Select(cluster => cluster.Name));
    }

    [Fact]
    public void Without_nouns_clusters_have_numbers_and_images()
    {
        NamingInput input = NamingFixture.Random(1, 5, 20, 3, soft: false) with
        {
            Senses = SenseTexts.Of([], NamingFixture.Words("puppy")),
            Weights = () => throw new InvalidOperationException("never asked for"),
        };
        IReadOnlyList<NamedCluster> clusters = Namer.Name(input).Clusters;
        Assert.Equal(["cluster 0", "cluster 1", "cluster 2"], clusters.Select(cluster => cluster.Name));
        Assert.NotEmpty(clusters[0].Representatives);
    }

    [Fact]
    public void One_cluster_of_everything_shows_what_weighs_most()
    {
        Vocabulary words = NamingFixture.Words("puppy", "banana", "golden retriever");
        NamedCluster cluster = Namer.Name(NamingFixture.Input(words, [0, 0], 1, [[1, 0], [0, 1]], [[0.2f, 0.1f, 0.7f], [0.1f, 0.2f, 0.7f]])).Clusters.Single();
        Assert.Equal("golden retriever", cluster.Name);
        Assert.All(cluster.Concepts, concept => Assert.Equal(1, concept.Lift));
        Assert.Equal(["golden retriever", "puppy", "banana"], cluster.Concepts.Select(concept => concept.Lemma));
    }

    [Fact]
    public void A_word_outside_WordNet_is_its_own_concept()
    {
        Vocabulary words = NamingFixture.Words("Galaxy S9 phone", "banana");
        NamedCluster cluster = Namer.Name(NamingFixture.Input(words, [0, 1], 2, [[1, 0], [0, 1]], [[0.9f, 0.1f], [0.1f, 0.9f]])).Clusters[0];
        Assert.Equal("Galaxy S9 phone", cluster.Name);
        Assert.Equal(("Galaxy S9 phone", null, ""), (cluster.Concepts[0].Lemma, cluster.Concepts[0].Synset, cluster.Concepts[0].Gloss));
        Assert.Empty(cluster.Concepts[0].Hypernyms);
    }

    [Fact]
    public void Coverage_counts_the_three_largest_positive_weights_of_each_image()
    {
        Vocabulary words = NamingFixture.Words("puppy", "banana", "golden retriever", "domestic dog", "kitten");
        float[][] weights = [[0.5f, 0.2f, 0.2f, 0.1f, 0], [0.4f, 0.1f, 0.2f, 0.3f, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 1]];
        NamedCluster cluster = Namer.Name(NamingFixture.Input(words, [0, 0, 0, 1], 2, [[1, 0], [1, 0], [1, 0], [0, 1]], weights)).Clusters[0];
        Dictionary<string, double> coverage = cluster.Concepts.ToDictionary(concept => concept.Lemma, concept => concept.Coverage);
        Assert.Equal((1, 1.0 / 3, 2.0 / 3), (coverage["puppy"], coverage["banana"], coverage["golden retriever"]));
        Assert.Equal(1.0 / 3, coverage["dog"]);         // domestic dog is shown as its synset's first lemma
        Assert.False(coverage.ContainsKey("kitten"));   // no image of the cluster retrieved it
    }

    [Fact]
    public void Confidence_is_the_largest_probability_and_its_mean()
    {
        Probabilities soft = new(2, [0.9f, 0.1f, 0.6f, 0.4f, 0.2f, 0.8f]);
        Naming naming = Namer.Name(NamingFixture.Input(NamingFixture.Words("puppy"), [0, 0, 1], 2, [[1, 0], [0.9f, 0.1f], [0, 1]], [[1], [1], [1]], soft: soft));
        Assert.Equal([0.9f, 0.6f, 0.8f], naming.Confidences);
        Assert.Equal([0.75, 0.8], naming.Clusters.Select(cluster => Math.Round(cluster.Confidence, 6)));
        Assert.Equal([1, 0], naming.Clusters[0].Uncertain);
    }

    [Fact]
    public void Without_probabilities_confidence_is_a_softmax_of_ten_times_the_cosine()
    {
        Naming naming = Namer.Name(NamingFixture.Input(NamingFixture.Words("puppy"), [0, 1, -1], 3, [[1, 0], [0, 1], [1, 1]], [[1], [1], [1]]));
        Assert.Equal(1 / (1 + Math.Exp(-10)), naming.Confidences[0], 1e-6);
        Assert.Equal(0, naming.Confidences[2]);
        Assert.Equal([1, 1, 0], naming.Clusters.Select(cluster => cluster.Size));
        Assert.Equal(0, naming.Clusters[2].Confidence);
        Assert.Empty(naming.Clusters[2].Representatives);
    }

    [Fact]
    public void Confidences_that_the_method_gives_stand_for_both_and_noise_has_none()
    {
        NamingInput input = NamingFixture.Input(NamingFixture.Words("puppy"), [0, 0, -1], 1, [[1, 0], [0, 1], [1, 1]], [[1], [1], [1]]);
        Naming naming = Namer.Name(input with { Partition = input.Partition with { Confidences = [1, 0.25f, 0] } });
        Assert.Equal([1, 0.25f, 0], naming.Confidences);
        Assert.Equal(0.625, naming.Clusters[0].Confidence, 1e-9);
        Assert.Equal([1, 0], naming.Clusters[0].Uncertain);
    }

    [Fact]
    public void Representatives_are_nearest_first_and_ties_go_by_row()
    {
        float[][] images = [.. Enumerable.Range(0, 30).Select(i => new[] { 1, i % 3 == 0 ? 0 : i % 3 == 1 ? 0.5f : -0.5f })];
        NamedCluster cluster = Namer.Name(NamingFixture.Input(NamingFixture.Words("puppy"), new int[30], 1, images, [.. images.Select(_ => new[] { 1f })])).Clusters[0];
        Assert.Equal([0, 3, 6, 9, 12, 15, 18, 21, 24, 27], cluster.Representatives.Take(10));
        Assert.Equal(12, cluster.Representatives.Count);
        Assert.Equal(Enumerable.Range(0, 12), cluster.Uncertain);
    }

    [Fact]
    public void Names_repeat()
    {
        NamingInput input = NamingFixture.Random(8, 25, 300, 7, soft: false);
        Naming first = Namer.Name(input), second = Namer.Name(input);
        Assert.Equal(first.Confidences, second.Confidences);
        Assert.Equivalent(first.Clusters, second.Clusters, strict: true);
    }

    [Fact]
    public void Texts_are_listed_for_nouns_with_several_senses_only()
    {
        Vocabulary words = NamingFixture.Words("golden retriever", "ferry", "Galaxy S9");
        SenseTexts senses = SenseTexts.Of(words.Nouns, words);
        Assert.Equal(RealWordNet.Nouns.Senses("ferry").Select(synset => $"ferry, {synset.Gloss}"), senses.Texts);
        Assert.Empty(senses.Senses(2));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        NamingInput input = NamingFixture.Random(1, 10, 20, 3, soft: false);
        Assert.Throws<ArgumentException>(() => Namer.Name(input with { SenseVectors = null }));
        Assert.Throws<ArgumentException>(() => Namer.Name(input with { Weights = () => input.Weights().Skip(1) }));
        Assert.Throws<ArgumentException>(() => Namer.Name(input with { Weights = () => input.Weights().Take(2) }));
        Assert.Throws<ArgumentException>(() => Namer.Name(input with { Partition = input.Partition with { ClusterCount = 1 } }));
        Assert.Throws<ArgumentException>(() => Namer.Name(input with { Partition = input.Partition with { Soft = new Probabilities(2, new float[40]) } }));
    }

    [Fact]
    public void Cancellation_stops_the_work()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Namer.Name(NamingFixture.Random(1, 10, 20, 3, soft: false), source.Token));
    }
}
