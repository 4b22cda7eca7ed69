using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.WordNet;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Labelling;

/// <summary>The contract's words turned into the plainest possible code: dense, slow, one cluster after the other.</summary>
internal static class NaiveNaming
{
    public sealed record Concept(string Lemma, string? Synset, int Noun, int Depth, double Weight, double Overall, double Coverage)
    {
        public double Score => Weight == 0 ? 0 : Weight * Math.Log(Weight / Overall);
    }

    public static List<Concept>[] Concepts(NamingInput input)
    {
        double[][] w = [.. input.Weights().SelectMany(block => Rows(block, input.Senses.Nouns.Count))];
        return [.. Enumerable.Range(0, input.Partition.ClusterCount).Select(cluster => OfCluster(input, w, cluster))];
    }

    /// <summary>The largest sum over all columns, none left out.</summary>
    public static double BestSum(List<Concept>[] concepts, out double[] values, out List<string> lemmas)
    {
        List<string> all = lemmas = [.. concepts.SelectMany(list => list).Select(concept => concept.Lemma).Distinct()];
        values = [.. concepts.SelectMany(list => all.Select(lemma => Value(list, lemma)))];
        int[] match = Hungarian.Maximize(values, concepts.Length, all.Count);
        double[] cells = values;
        return match.Select((column, row) => column < 0 ? 0 : cells[(row * all.Count) + column]).Sum();
    }

    private static List<Concept> OfCluster(NamingInput input, double[][] w, int cluster)
    {
        int[] members = [.. Enumerable.Range(0, w.Length).Where(i => input.Partition.Labels[i] == cluster)];
        if (members.Length == 0)
        {
            return [];
        }

        double[] centre = [.. Enumerable.Range(0, input.Images.Dimension).Select(c => members.Average(i => (double)input.Images[i][c]))];
        (int Noun, Synset? Sense)[] chosen = [.. input.Senses.Nouns.Select((_, j) => (j, Choose(input, j, centre)))];
        int[][] groups = [.. chosen.GroupBy(pair => pair.Sense?.Id ?? $"own {pair.Noun}").Select(group => group.Select(pair => pair.Noun).ToArray())];
        double Of(int i, int[] group) => group.Sum(j => w[i][j]);
        return [.. groups.Select(group => new Concept(
            WordNetNouns.Fold(chosen[group[0]].Sense?.Lemmas[0] ?? input.Senses.Nouns[group[0]].Lemma),
            chosen[group[0]].Sense?.Id,
            group[0],
            chosen[group[0]].Sense?.HypernymPath().Count() ?? 0,
            members.Average(i => Of(i, group)),
            w.Select((_, i) => Of(i, group)).Average(),
            members.Average(i => groups.Count(other => Of(i, other) > Of(i, group)) < 3 ? 1.0 : 0)))];
    }

    private static Synset? Choose(NamingInput input, int noun, double[] centre)
    {
        IReadOnlyList<Synset> senses = input.Senses.Senses(noun);
        if (senses.Count < 2)
        {
            return senses.Count == 0 ? null : senses[0];
        }

        double Cosine(Synset sense)
        {
            string text = $"{input.Senses.Nouns[noun].Lemma.Replace('_', ' ')}, {sense.Gloss}";
            int row = input.Senses.Texts.ToList().IndexOf(text);
            return centre.Select((value, c) => value * input.SenseVectors![row][c]).Sum();
        }

        return senses.OrderByDescending(Cosine).First();
    }

    private static double Value(List<Concept> concepts, string lemma)
    {
        if (concepts.Count == 0)
        {
            return 0;
        }

        double best = concepts.Max(concept => concept.Score);
        Concept preferred = concepts.Where(concept => concept.Score >= 0.9 * best)
            .OrderByDescending(concept => RealWordNet.Nouns.Count(concept.Lemma)).ThenByDescending(concept => concept.Depth).ThenByDescending(concept => concept.Score).First();
        return concepts.Where(concept => concept.Lemma == lemma)
            .Select(concept => concept == preferred ? best * 1.0001 : concept.Score)
            .DefaultIfEmpty(-1000).Max();
    }

    private static IEnumerable<double[]> Rows(WeightBlock block, int nouns)
    {
        for (int i = 0; i < block.Count; i++)
        {
            yield return [.. block.Values.Slice(i * nouns, nouns).ToArray().Select(value => (double)value)];
        }
    }
}
