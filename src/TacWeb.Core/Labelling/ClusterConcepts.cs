using TacWeb.Core.Numerics;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>The concepts of one cluster: each noun in the sense nearest the centre, nouns of one sense merged, scored.</summary>
/// <remarks>
/// A cluster of all images has nothing to be contrasted with: every score would be 0. There the weight itself is the score, so that
/// K = 1 shows what the images are rather than an arbitrary order.
/// </remarks>
internal sealed class ClusterConcepts
{
    private ClusterConcepts(List<Concept> all, List<(int From, int To)> merges) => (All, Merges) = (all, merges);

    /// <summary>All concepts, by their first noun.</summary>
    public IReadOnlyList<Concept> All { get; }

    /// <summary>Nouns whose weights belong to an earlier noun's concept.</summary>
    public IReadOnlyList<(int From, int To)> Merges { get; }

    /// <summary>Builds the concepts of one cluster.</summary>
    /// <param name="senses">The kept nouns' senses.</param>
    /// <param name="vectors">Unit vectors of the sense texts.</param>
    /// <param name="centre">The cluster's centre.</param>
    /// <param name="inCluster">P(j|k).</param>
    /// <param name="overall">P(j).</param>
    /// <param name="everything">Whether the cluster holds all images.</param>
    public static ClusterConcepts Of(SenseTexts senses, Vectors? vectors, ReadOnlySpan<float> centre, ReadOnlySpan<double> inCluster, ReadOnlySpan<double> overall, bool everything)
    {
        Dictionary<Synset, int> places = [];
        List<Concept> all = new(inCluster.Length);
        List<(int From, int To)> merges = [];
        for (int noun = 0; noun < inCluster.Length; noun++)
        {
            Synset? sense = Choose(senses, noun, vectors, centre);
            if (sense is not null && !places.TryAdd(sense, all.Count))
            {
                Concept first = all[places[sense]];
                merges.Add((noun, first.Noun));
                all[places[sense]] = first with { Weight = first.Weight + inCluster[noun], Overall = first.Overall + overall[noun] };
            }
            else
            {
                string lemma = sense?.FirstLemma ?? WordNetNouns.Fold(senses.Nouns[noun].Lemma);
                all.Add(new Concept(noun, sense, lemma, inCluster[noun], overall[noun], Score: 0));
            }
        }

        for (int i = 0; i < all.Count; i++)
        {
            all[i] = all[i] with { Score = everything ? all[i].Weight : Score(all[i].Weight, all[i].Overall) };
        }

        return new ClusterConcepts(all, merges);
    }

    /// <summary>The best concepts that at least one image of the cluster retrieved; ties by weight, then by noun.</summary>
    public IReadOnlyList<Concept> Best(int count) =>
        [.. All.Where(concept => concept.Weight > 0).OrderByDescending(concept => concept.Score).ThenByDescending(concept => concept.Weight).ThenBy(concept => concept.Noun).Take(count)];

    /// <summary>P(j|k)·ln(P(j|k)/P(j)); 0 for an absent noun.</summary>
    private static double Score(double weight, double overall) => weight > 0 ? weight * Math.Log(weight / overall) : 0;

    private static Synset? Choose(SenseTexts senses, int noun, Vectors? vectors, ReadOnlySpan<float> centre)
    {
        IReadOnlyList<Synset> known = senses.Senses(noun);
        if (known.Count < 2)
        {
            return known.Count == 0 ? null : known[0];
        }

        int best = 0;
        double nearest = double.NegativeInfinity;
        for (int sense = 0; sense < known.Count; sense++)
        {
            double cosine = FixedOrder.Dot(centre, vectors![senses.FirstText(noun) + sense]);
            (nearest, best) = cosine > nearest ? (cosine, sense) : (nearest, best);
        }

        return known[best];
    }
}
