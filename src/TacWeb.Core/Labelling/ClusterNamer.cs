using System.Globalization;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>Gives clusters names with evidence (contract §2, "The evidence, exactly"; methods §4.8). Safe for many threads.</summary>
/// <remarks>
/// Memory is K×M for M kept nouns, never N×M: the weights are walked over twice, first for P(j|k) and P(j), then, once each cluster has chosen its
/// senses and merged nouns of one sense, for the coverage. Sums are in double in row order and every tie has a rule, so results repeat byte for byte.
/// A cluster is called <c>cluster 7</c> when it is empty or no noun is left for it; a user's word that reads like that names no cluster.
/// </remarks>
public sealed class ClusterNamer
{
    private const int ShownConcepts = 10;
    private const int ShownImages = 12;
    private const int SimilarClusters = 5;
    private const string FallbackName = "cluster ";

    private readonly WordNetNouns _wordNet;

    /// <summary>Names clusters with the words of <paramref name="wordNet"/>.</summary>
    public ClusterNamer(WordNetNouns wordNet)
    {
        ArgumentNullException.ThrowIfNull(wordNet);
        _wordNet = wordNet;
    }

    /// <summary>Names the clusters of a partition.</summary>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Naming Name(NamingInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        Require(input);
        Partition partition = input.Partition;
        Vectors unit = UnitRows.Of(input.Images);
        ClusterCentres centres = ClusterCentres.Of(partition.Labels, partition.ClusterCount, unit);
        ImageConfidence confidence = ImageConfidence.Of(partition, unit, centres, cancellationToken);
        LargestWeights largest = new(partition.Labels.Count);
        (string?[] names, IReadOnlyList<ConceptEvidence>[] evidence, IReadOnlyList<Concept>[] shown) = Describe(input, centres, largest, cancellationToken);
        List<int>[] members = Members(partition);
        NamedCluster[] clusters = [.. members.Select((rows, cluster) => new NamedCluster(
            cluster,
            names[cluster] ?? FallbackName + cluster.ToString(CultureInfo.InvariantCulture),
            rows.Count,
            rows.Count == 0 ? 0 : rows.Sum(row => (double)confidence.Largest[row]) / rows.Count,
            evidence[cluster],
            [.. rows.OrderByDescending(row => confidence.Cosine[row]).Take(ShownImages)],   // stable: ties by row
            [.. rows.OrderBy(row => confidence.Gap[row]).Take(ShownImages)]))];
        return new Naming(clusters, confidence.Largest)
        {
            Evidence = new NamingEvidence
            {
                Gaps = [.. confidence.Gap.Select(gap => (float)gap)],
                Cosines = [.. confidence.Cosine.Select(cosine => (float)cosine)],
                Nouns = largest,
                Words = [.. input.Senses.Nouns.Select(noun => Shown(WordNetNouns.Fold(noun.Lemma), noun.Lemma))],
                ConceptNouns = [.. shown.Select(concepts => (IReadOnlyList<int>)[.. concepts.Select(concept => concept.Noun)])],
                Similar = [.. Enumerable.Range(0, partition.ClusterCount).Select(cluster => Similar(centres, cluster))],
            },
        };
    }

    /// <summary>Whether a folded lemma could be mistaken for the name of a nameless cluster.</summary>
    internal static bool LooksLikeFallback(string lemma) =>
        lemma.StartsWith("cluster_", StringComparison.Ordinal) && lemma.AsSpan(8).IndexOfAnyExceptInRange('0', '9') < 0;

    private static SimilarCluster[] Similar(ClusterCentres centres, int cluster)
    {
        if (centres.Sizes[cluster] == 0)
        {
            return [];
        }

        double[] cosines = new double[centres.Sizes.Count];
        centres.Cosines(centres[cluster], cosines);
        return [.. Enumerable.Range(0, cosines.Length).Where(other => other != cluster && centres.Sizes[other] > 0)
            .OrderByDescending(other => cosines[other]).ThenBy(other => other).Take(SimilarClusters).Select(other => new SimilarCluster(other, (float)cosines[other]))];
    }

    private string Shown(string folded, string own) => _wordNet.Senses(folded).Count > 0 ? _wordNet.Display(folded) : own.Replace('_', ' ');

    private (string?[] Names, IReadOnlyList<ConceptEvidence>[] Evidence, IReadOnlyList<Concept>[] Concepts) Describe(NamingInput input, ClusterCentres centres, LargestWeights largest, CancellationToken cancellationToken)
    {
        (Partition partition, SenseTexts senses, int clusters, int nouns) = (input.Partition, input.Senses, input.Partition.ClusterCount, input.Senses.Nouns.Count);
        if (nouns == 0)
        {
            return (new string?[clusters], [.. Enumerable.Repeat<IReadOnlyList<ConceptEvidence>>([], clusters)], [.. Enumerable.Repeat<IReadOnlyList<Concept>>([], clusters)]);
        }

        NounShares shares = NounShares.Of(partition, centres.Sizes, nouns, input.Weights(), cancellationToken);
        IReadOnlyList<Concept>[] shown = new IReadOnlyList<Concept>[clusters];
        IReadOnlyList<(int From, int To)>[] merges = new IReadOnlyList<(int From, int To)>[clusters];
        IReadOnlyList<(string Lemma, double Value)>[] wanted = new IReadOnlyList<(string Lemma, double Value)>[clusters];
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int size = centres.Sizes[cluster];
            if (size == 0)
            {
                (shown[cluster], merges[cluster], wanted[cluster]) = ([], [], []);
                continue;
            }

            ClusterConcepts concepts = ClusterConcepts.Of(senses, input.SenseVectors, centres[cluster], shares[cluster], shares.Overall, size == partition.Labels.Count);
            (shown[cluster], merges[cluster], wanted[cluster]) = (concepts.Best(ShownConcepts), concepts.Merges, NameAssignment.Wanted(concepts, clusters, _wordNet));
        }

        double[][] coverage = Coverage.Of(partition, centres.Sizes, merges, shown, input.Weights(), nouns, largest, cancellationToken);
        return (
            [.. NameAssignment.Assign(wanted).Select(lemma => lemma is null ? null : Shown(lemma, senses))],
            [.. shown.Select((list, cluster) => (IReadOnlyList<ConceptEvidence>)[.. list.Select((concept, i) => Evidence(concept, coverage[cluster][i], senses))])],
            shown);
    }

    private ConceptEvidence Evidence(Concept concept, double coverage, SenseTexts senses) => new(
        concept.Synset is { } synset ? _wordNet.Display(synset.Lemmas[0]) : Own(senses, concept.Noun),
        concept.Synset?.Id,
        concept.Synset?.Gloss ?? "",
        concept.Synset is null ? [] : [.. concept.Synset.HypernymPath().Select(above => _wordNet.Display(above.Lemmas[0]))],
        concept.Weight,
        coverage,
        concept.Weight / concept.Overall);

    /// <summary>A lemma as people see it; a word outside WordNet as its user wrote it.</summary>
    private string Shown(string lemma, SenseTexts senses)
    {
        if (_wordNet.Senses(lemma).Count > 0)
        {
            return _wordNet.Display(lemma);
        }

        int noun = 0;
        while (WordNetNouns.Fold(senses.Nouns[noun].Lemma) != lemma)
        {
            noun++;
        }

        return Own(senses, noun);
    }

    private static string Own(SenseTexts senses, int noun) => senses.Nouns[noun].Lemma.Replace('_', ' ');

    private static List<int>[] Members(Partition partition)
    {
        List<int>[] members = [.. Enumerable.Range(0, partition.ClusterCount).Select(_ => new List<int>())];
        for (int row = 0; row < partition.Labels.Count; row++)
        {
            if (partition.Labels[row] != Partition.Noise)
            {
                members[partition.Labels[row]].Add(row);
            }
        }

        return members;
    }

    private static void Require(NamingInput input)
    {
        (Partition partition, Vectors images) = (input.Partition, input.Images);
        if (partition.Soft is { } soft && (soft.Count != images.Count || soft.Classes != partition.ClusterCount))
        {
            throw new ArgumentException($"Probabilities [{soft.Count}, {soft.Classes}] do not fit {images.Count} images and {partition.ClusterCount} clusters.", nameof(input));
        }

        int texts = input.Senses.Texts.Count;
        if (texts > 0 && (input.SenseVectors is not { } vectors || vectors.Count != texts || vectors.Dimension != images.Dimension))
        {
            throw new ArgumentException($"{texts} sense texts need unit vectors [{texts}, {images.Dimension}].", nameof(input));
        }
    }
}
