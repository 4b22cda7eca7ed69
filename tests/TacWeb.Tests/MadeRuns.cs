using System.Text.Json;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Testing;

/// <summary>Finished runs written straight into a data folder, with the files that a real one leaves; their labels are made.</summary>
internal static class MadeRuns
{
    /// <summary>The hash of an encoder that nobody has.</summary>
    public const string Encoder = "0123456789abcdef0123456789abcdef";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Keeps a run of the dataset's first images.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="method">Key of a method.</param>
    /// <param name="labels">A cluster of each image, or −1.</param>
    /// <param name="names">Names of the clusters.</param>
    /// <param name="accuracy">Every score; null: no scores.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="change">Changes the report.</param>
    /// <returns>Its number.</returns>
    public static int Add(DataFolder data, int dataset, string method, int[] labels, string[] names, double? accuracy = null, int seed = 0, Func<Report, Report>? change = null)
    {
        Scores? scores = accuracy is { } value ? new Scores(value, value, value, value, value) : null;
        Report report = new()
        {
            Method = method,
            Seed = seed,
            K = names.Length,
            Scores = scores,
            Encoder = new ReportEncoder("mini", 4, Encoder),
            Health = new Health(names.Length, 1, labels.Length, 1, 0.9, 0.4),
        };
        report = change?.Invoke(report) ?? report;
        StoredRun row = new(0, data.Datasets.Find(dataset)!.Name, method, "mini", "wordnet-3.0-nouns", labels.Length, names.Length, seed, scores, new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(3));
        return data.Runs.Add(1 + data.Runs.List().Count, method, dataset, row, folder => Write(folder, report, labels, names));
    }

    private static void Write(string folder, Report report, int[] labels, string[] names)
    {
        Save(folder, "report.json", stream => JsonSerializer.Serialize(stream, report, Format));
        Save(folder, "clusters.json", stream => JsonSerializer.Serialize(
            stream,
            names.Select((name, id) => new { id, name, size = labels.Count(label => label == id), confidence = 0.9, concepts = new[] { new ConceptEvidence(name, $"{name}.n.01", "a gloss", ["entity"], 0.4, 0.9, 3) } }), Format));
        Save(folder, "partition.bin", stream => PartitionFile.Write(stream, new Partition { Labels = labels, ClusterCount = names.Length }));
        Save(folder, "evidence.bin", stream => EvidenceFile.Write(stream, Evidence(labels.Length, names)));
    }

    private static RunEvidence Evidence(int n, string[] names) => new(
        [.. Enumerable.Range(0, n)],
        [.. Enumerable.Range(0, n).Select(image => 0.5f + (image % 50 / 100f))],
        new NamingEvidence
        {
            Gaps = new float[n],
            Cosines = new float[n],
            Nouns = new LargestWeights(n),
            Words = names,
            ConceptNouns = [.. names.Select((_, id) => (IReadOnlyList<int>)[id])],
            Similar = [.. names.Select(_ => (IReadOnlyList<SimilarCluster>)[])],
        });

    private static void Save(string folder, string file, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, file));
        write(stream);
    }
}
