using TacWeb.Core.Evaluation;
using TacWeb.Core.WordNet;

namespace TacWeb.Core.Labelling;

/// <summary>One lemma for each cluster, no two the same, with the largest sum of scores (contract §2, <c>name</c>).</summary>
internal static class NameAssignment
{
    /// <summary>Share of the best score that a more used word may have to be preferred.</summary>
    private const double Near = 0.9;

    /// <summary>What the preferred word's score is: the best one times this.</summary>
    private const double Preference = 1.0001;

    /// <summary>Value of a word that no image of the cluster retrieved: below the least possible score, −1/e.</summary>
    private const double Absent = -1;

    /// <summary>Assigns lemmas.</summary>
    /// <param name="wanted">The <see cref="Wanted"/> lemmas of each of the K clusters; none for an empty cluster.</param>
    /// <returns>The folded lemma of each cluster; null where none is left.</returns>
    /// <remarks>
    /// Only each cluster's K best lemmas become columns, and the sum stays the largest: were a cluster given a lemma outside its own K best,
    /// then of these K, all at least as good, the other K − 1 clusters leave one free, and taking it lowers nothing.
    /// </remarks>
    public static string?[] Assign(IReadOnlyList<IReadOnlyList<(string Lemma, double Value)>> wanted)
    {
        Dictionary<string, int> columnOf = new(StringComparer.Ordinal);
        List<string> lemmas = [];
        foreach ((string lemma, _) in wanted.SelectMany(list => list))
        {
            if (columnOf.TryAdd(lemma, lemmas.Count))
            {
                lemmas.Add(lemma);
            }
        }

        double never = Never(wanted);
        double[] values = new double[checked(wanted.Count * lemmas.Count)];
        Array.Fill(values, never);
        for (int cluster = 0; cluster < wanted.Count; cluster++)
        {
            foreach ((string lemma, double value) in wanted[cluster])
            {
                values[(cluster * lemmas.Count) + columnOf[lemma]] = value;
            }
        }

        int[] match = Hungarian.Maximize(values, wanted.Count, lemmas.Count);
        return [.. match.Select((column, cluster) => column >= 0 && values[(cluster * lemmas.Count) + column] > never ? lemmas[column] : null)];
    }

    /// <summary>The cluster's K best lemmas, each with its best concept's value, best first; ties by the order of the nouns.</summary>
    public static IReadOnlyList<(string Lemma, double Value)> Wanted(ClusterConcepts concepts, int clusters, WordNetNouns wordNet)
    {
        (int preferred, double raised) = Preferred(concepts, wordNet);
        Dictionary<string, double> best = new(StringComparer.Ordinal);
        foreach (Concept concept in concepts.All)
        {
            double value = concept.Noun == preferred ? raised : concept.Weight > 0 ? concept.Score : Absent;
            if (!ClusterNamer.LooksLikeFallback(concept.Lemma) && (!best.TryGetValue(concept.Lemma, out double known) || value > known))
            {
                best[concept.Lemma] = value;
            }
        }

        // LINQ's ordering is stable and a dictionary that never loses an entry keeps the order of insertion
        return [.. best.Select(entry => (entry.Key, entry.Value)).OrderByDescending(entry => entry.Value).Take(clusters)];
    }

    /// <summary>Of the concepts with at least 90 % of the best score, the one whose first lemma is used most; ties by depth, score, noun.</summary>
    private static (int Noun, double Value) Preferred(ClusterConcepts concepts, WordNetNouns wordNet)
    {
        double best = concepts.All.Max(concept => concept.Score);
        Concept preferred = concepts.All
            .Where(concept => concept.Weight > 0 && concept.Score >= Near * best)
            .OrderByDescending(concept => wordNet.Count(concept.Lemma))
            .ThenByDescending(concept => concept.Synset?.Depth ?? 0)
            .ThenByDescending(concept => concept.Score)
            .ThenBy(concept => concept.Noun)
            .FirstOrDefault(concepts.All[0]);
        return best > 0 ? (preferred.Noun, best * Preference) : (-1, 0);
    }

    /// <summary>So low that one such cell costs more than any choice of the others can win: as many clusters as possible get a name.</summary>
    private static double Never(IReadOnlyList<IReadOnlyList<(string Lemma, double Value)>> wanted)
    {
        double most = wanted.SelectMany(list => list).Select(entry => entry.Value).DefaultIfEmpty(0).Max();
        return -(wanted.Count + 1) * (Math.Max(0, most) + 2);
    }
}
