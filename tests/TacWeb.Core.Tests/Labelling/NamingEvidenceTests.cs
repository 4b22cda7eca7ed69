using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Labelling;

public sealed class NamingEvidenceTests
{
    private static readonly ClusterNamer Namer = new(RealWordNet.Nouns);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Each_image_has_its_largest_words_and_they_carry_the_concepts_of_its_cluster(int seed, bool soft)
    {
        NamingInput input = NamingFixture.Random(seed, 25, 120, 6, soft);
        Naming naming = Namer.Name(input);
        NamingEvidence evidence = naming.Evidence!;
        Assert.Equal(25, evidence.Words.Count);
        Assert.Equal(120, evidence.Nouns.Count);
        for (int i = 0; i < 120; i++)
        {
            ReadOnlySpan<float> weights = evidence.Nouns.WeightsOf(i);
            Assert.True(weights[0] > 0 && weights[0] >= weights[1] && weights[1] >= weights[2] && weights[3] >= weights[4]);
            int label = input.Partition.Labels[i];
            Assert.InRange(evidence.Cosines[i], label < 0 ? 0 : -1, label < 0 ? 0 : 1);
        }

        // the share of images with a concept among their three largest is the coverage that the page shows
        foreach (NamedCluster cluster in naming.Clusters)
        {
            int[] rows = [.. Enumerable.Range(0, 120).Where(i => input.Partition.Labels[i] == cluster.Id)];
            Assert.Equal(cluster.Concepts.Count, evidence.ConceptNouns[cluster.Id].Count);
            foreach ((ConceptEvidence concept, int noun) in cluster.Concepts.Zip(evidence.ConceptNouns[cluster.Id]))
            {
                Assert.Equal(concept.Coverage, rows.Average(i => evidence.Nouns.NounsOf(i)[..3].Contains(noun) ? 1.0 : 0), 1e-9);
            }
        }
    }

    [Fact]
    public void Similar_clusters_are_those_with_the_nearest_centres()
    {
        NamingInput input = NamingFixture.Random(3, 12, 150, 9, soft: true);
        NamingEvidence evidence = Namer.Name(input).Evidence!;
        double[][] centres = [.. Enumerable.Range(0, 9).Select(cluster => Centre(input, cluster))];
        for (int cluster = 0; cluster < 9; cluster++)
        {
            (int Other, double Cosine)[] expected = centres[cluster].Length == 0 ? [] :
                [.. Enumerable.Range(0, 9).Where(other => other != cluster && centres[other].Length > 0).Select(other => (other, Dot(centres[cluster], centres[other]))).OrderByDescending(pair => pair.Item2).Take(5)];
            Assert.Equal(expected.Select(pair => pair.Other), evidence.Similar[cluster].Select(similar => similar.Cluster));
            Assert.All(expected.Zip(evidence.Similar[cluster]), pair => Assert.Equal(pair.First.Cosine, pair.Second.Cosine, 1e-5));
        }
    }

    [Fact]
    public void The_five_largest_are_kept_in_order_and_ties_go_to_the_earlier_noun()
    {
        LargestWeights largest = new(2);
        largest.Fill(1, [0.1f, 0.3f, 0, 0.3f, 0.05f, 0.2f, 0.1f]);
        Assert.Equal([1, 3, 5, 0, 6], largest.NounsOf(1).ToArray());
        Assert.Equal([0.3f, 0.3f, 0.2f, 0.1f, 0.1f], largest.WeightsOf(1).ToArray());
        largest.Fill(0, [0, 0.5f]);
        Assert.Equal([1, -1, -1, -1, -1], largest.NounsOf(0).ToArray());
        Assert.Throws<ArgumentException>(() => new LargestWeights(new int[5], new float[4]));
    }

    private static double[] Centre(NamingInput input, int cluster)
    {
        Vectors images = input.Images;
        int[] rows = [.. Enumerable.Range(0, images.Count).Where(i => input.Partition.Labels[i] == cluster)];
        double[] sum = [.. Enumerable.Range(0, images.Dimension).Select(c => rows.Sum(i => (double)images[i][c]))];
        double norm = Math.Sqrt(sum.Sum(value => value * value));
        return rows.Length == 0 ? [] : [.. sum.Select(value => value / norm)];
    }

    private static double Dot(double[] first, double[] second) => first.Zip(second).Sum(pair => pair.First * pair.Second);
}
