using TacWeb.Core.Datasets;
using TacWeb.Pipeline;

namespace TacWeb.Benchmarks.Walk;

/// <summary>The rows of a written <c>assignments.csv</c>.</summary>
internal static class Assignments
{
    /// <summary>Cluster and true class of each image; the class is empty when unknown.</summary>
    public static IReadOnlyList<(int Cluster, string Class)> Read(MethodResult result)
    {
        using StreamReader reader = new(Path.Combine(result.Folder, "assignments.csv"));
        return [.. CsvReader.Read(reader, "assignments.csv").Skip(1).Select(row => (int.Parse(row.Cells[1], System.Globalization.CultureInfo.InvariantCulture), row.Cells[3]))];
    }

    /// <summary>The most frequent class of each cluster and its share.</summary>
    public static Dictionary<int, (string Class, double Share)> Majorities(MethodResult result) => Read(result).GroupBy(row => row.Cluster).ToDictionary(
        cluster => cluster.Key,
        cluster =>
        {
            IGrouping<string, (int, string)> most = cluster.GroupBy(row => row.Class).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First();
            return (most.Key, (double)most.Count() / cluster.Count());
        });
}
