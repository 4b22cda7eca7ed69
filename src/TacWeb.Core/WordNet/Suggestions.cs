namespace TacWeb.Core.WordNet;

/// <summary>What somebody may have meant by an unknown synset id.</summary>
internal static class Suggestions
{
    private const int Most = 4;

    /// <summary>Ids close to <paramref name="id"/>: the senses of its lemma, else the first senses of the lemmas fewest edits away (at most two).</summary>
    public static IReadOnlyList<string> For(string id, WordNetNouns wordNet)
    {
        int dot = id.IndexOf('.', StringComparison.Ordinal);
        string lemma = WordNetNouns.Fold(dot > 0 ? id[..dot] : id);
        if (wordNet.Senses(lemma) is { Count: > 0 } senses)
        {
            return [.. senses.Take(Most).Select(synset => synset.Id)];
        }

        int[] above = new int[64], row = new int[64];
        return [.. wordNet.Lemmas
            .Select(known => (Known: known, Edits: Edits(lemma, known, ref above, ref row)))
            .Where(pair => pair.Edits <= 2)
            .OrderBy(pair => pair.Edits).ThenByDescending(pair => wordNet.Count(pair.Known)).ThenBy(pair => pair.Known, StringComparer.Ordinal)
            .Select(pair => wordNet.Senses(pair.Known)[0].Id)
            .Distinct()
            .Take(Most)];
    }

    /// <summary>Levenshtein distance, or 3 where the lengths alone say that it is more than 2.</summary>
    private static int Edits(string first, string second, ref int[] above, ref int[] row)
    {
        if (Math.Abs(first.Length - second.Length) > 2)
        {
            return 3;
        }

        if (row.Length <= second.Length)
        {
            (above, row) = (new int[second.Length + 1], new int[second.Length + 1]);
        }

        for (int j = 0; j <= second.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= first.Length; i++)
        {
            (above, row) = (row, above);
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = above[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(above[j], row[j - 1]));
            }
        }

        return row[second.Length];
    }
}
