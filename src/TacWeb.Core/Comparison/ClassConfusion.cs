namespace TacWeb.Core.Comparison;

/// <summary>How the classes fall into the clusters of two runs, with the second run's clusters in the places of those that they match.</summary>
/// <param name="Classes">C names, by name.</param>
/// <param name="Columns">Cluster of the first and of the second run in each column, −1 where one has none: the first run's clusters in order, then what is left of the second.</param>
/// <param name="First">[C, columns] row-major: images of the class in the first run's cluster.</param>
/// <param name="Second">[C, columns]: the same in the second run's cluster.</param>
public sealed record ClassConfusion(IReadOnlyList<string> Classes, IReadOnlyList<(int First, int Second)> Columns, IReadOnlyList<int> First, IReadOnlyList<int> Second)
{
    /// <summary>[C, columns]: second minus first.</summary>
    public IReadOnlyList<int> Difference => [.. Second.Zip(First, (second, first) => second - first)];

    /// <summary>Counts the classes.</summary>
    /// <param name="classes">N class names; images without one count nowhere.</param>
    /// <param name="first">N labels of the first run.</param>
    /// <param name="second">N labels of the second run.</param>
    /// <param name="alignment">Their clusters, matched.</param>
    /// <returns>Null without classes.</returns>
    public static ClassConfusion? Of(IReadOnlyList<string?> classes, IReadOnlyList<int> first, IReadOnlyList<int> second, ClusterAlignment alignment)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(alignment);
        string[] names = [.. classes.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            return null;
        }

        (int First, int Second)[] columns =
        [
            .. Enumerable.Range(0, alignment.First).Select(cluster => (cluster, alignment.Matches[cluster])),
            .. Enumerable.Range(0, alignment.Second).Except(alignment.Matches).Select(cluster => (-1, cluster)),
        ];
        Dictionary<string, int> rows = names.Select((name, row) => (name, row)).ToDictionary(pair => pair.name, pair => pair.row, StringComparer.Ordinal);
        return new ClassConfusion(
            names, columns, Count(classes, rows, first, columns.Length, [.. columns.Select(column => column.First)]), Count(classes, rows, second, columns.Length, [.. columns.Select(column => column.Second)]));
    }

    private static int[] Count(IReadOnlyList<string?> classes, Dictionary<string, int> rows, IReadOnlyList<int> labels, int width, int[] clusters)
    {
        Dictionary<int, int> places = [];
        for (int column = 0; column < clusters.Length; column++)
        {
            places[clusters[column]] = column; // −1 is never looked up
        }

        int[] counts = new int[rows.Count * width];
        for (int image = 0; image < labels.Count; image++)
        {
            if (labels[image] >= 0 && classes[image] is { } name)
            {
                counts[(rows[name] * width) + places[labels[image]]]++;
            }
        }

        return counts;
    }
}
