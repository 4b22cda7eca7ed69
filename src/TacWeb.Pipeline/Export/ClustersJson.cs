using System.Text.Json;
using TacWeb.Core.Labelling;

namespace TacWeb.Pipeline.Export;

/// <summary>Writes <c>clusters.json</c> (contract §2): an array of the named clusters; images are paths, shares have six decimals.</summary>
internal static class ClustersJson
{
    /// <summary>Writes the clusters of a run; the stream stays open.</summary>
    public static void Write(Stream stream, RunContent content)
    {
        string[] Paths(IReadOnlyList<int> rows) => [.. rows.Select(row => content.Images[row].Path)];
        var clusters = content.Naming.Clusters.Select(cluster => new
        {
            cluster.Id,
            cluster.Name,
            cluster.Size,
            Confidence = Rounded(cluster.Confidence),
            Concepts = cluster.Concepts.Select(Concept),
            Representatives = Paths(cluster.Representatives),
            Uncertain = Paths(cluster.Uncertain),
        });
        JsonSerializer.Serialize(stream, clusters, ReportJson.Format);
        stream.Write("\n"u8);
    }

    private static object Concept(ConceptEvidence concept) => new
    {
        concept.Lemma,
        concept.Synset,
        concept.Gloss,
        concept.Hypernyms,
        Weight = Rounded(concept.Weight),
        Coverage = Rounded(concept.Coverage),
        Lift = Rounded(concept.Lift),
    };

    private static double Rounded(double value) => Math.Round(value, 6);
}
