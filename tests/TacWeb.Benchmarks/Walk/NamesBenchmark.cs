using System.Globalization;
using TacWeb.Core.Labelling;
using TacWeb.Core.WordNet;
using TacWeb.Pipeline;

namespace TacWeb.Benchmarks.Walk;

/// <summary>How well names fit the true classes: for each cluster, whether a word of its majority class, of that class's synset or of a direct hypernym or hyponym is among the first five concepts, and whether it is the name.</summary>
internal static class NamesBenchmark
{
    /// <param name="args">A labelled zip; <c>--k N</c> <c>--method tac</c> <c>--data DIR</c>.</param>
    public static int Run(string[] args)
    {
        using Walk walk = new(args);
        WordNetNouns wordNet = WordNetFolder.Read(Walk.WordNet);
        MethodResult result = walk.Run(walk.Option("method", "tac"), 1).Methods[0];
        Dictionary<int, (string Class, double Share)> majorities = Assignments.Majorities(result);
        Console.WriteLine($"{Walk.Machine()}\n\n| majority class | share | images | name | fits | first five concepts | one fits |\n|---|---|---|---|---|---|---|");
        NamedCluster[] used = [.. result.Clusters.Where(cluster => cluster.Size > 0)];
        int named = 0, found = 0;
        foreach (NamedCluster cluster in used)
        {
            (string className, double share) = majorities[cluster.Id];
            HashSet<string> near = Near(wordNet, className);
            string[] five = [.. cluster.Concepts.Take(5).Select(concept => concept.Lemma)];
            (bool name, bool among) = (near.Contains(Fold(cluster.Name)), five.Any(lemma => near.Contains(Fold(lemma))));
            (named, found) = (named + (name ? 1 : 0), found + (among ? 1 : 0));
            Console.WriteLine($"| {className} | {(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} | {cluster.Size} | {cluster.Name} | {Mark(name)} | {string.Join(", ", five)} | {Mark(among)} |");
        }

        Console.WriteLine($"\n{found} of {used.Length} clusters have a fitting word among the first five concepts; {named} are named by one.");
        return 0;
    }

    // Words of every sense that the class's name can have, and of the synsets directly above and below. A plural that WordNet does not list is read as its singular.
    private static HashSet<string> Near(WordNetNouns wordNet, string className)
    {
        IReadOnlyList<Synset> senses = wordNet.Senses(className);
        if (senses.Count == 0 && className.EndsWith('s'))
        {
            return Near(wordNet, className[..^1]);
        }

        return [.. senses.SelectMany(sense => sense.Hypernyms.Concat(sense.Hyponyms).Append(sense)).SelectMany(synset => synset.Lemmas).Append(className).Select(Fold)];
    }

    private static string Fold(string word) => word.Replace('_', ' ').ToLowerInvariant();

    private static string Mark(bool yes) => yes ? "yes" : "no";
}
