using System.Globalization;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Export;

namespace TacWeb.Cli;

/// <summary>Reports and named clusters as people read them.</summary>
internal static class ReportText
{
    private const int ShownConcepts = 4;

    /// <summary>Writes a fit's report: JSON, or a few lines.</summary>
    public static void Write(Session session, Report report)
    {
        Warn(session, report);
        if (session.Json)
        {
            using MemoryStream stream = new();
            ReportJson.Write(stream, report);
            session.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd());
            return;
        }

        session.Output.WriteLine(Summary(report));
    }

    /// <summary>Writes the named clusters of one method and its scores.</summary>
    public static void Write(Session session, MethodResult result)
    {
        Warn(session, result.Report);
        TextTable table = new("CLUSTER", "NAME", "IMAGES", "CONFIDENCE", "CONCEPTS");
        foreach (NamedCluster cluster in result.Clusters)
        {
            string concepts = string.Join(", ", cluster.Concepts.Take(ShownConcepts).Select(concept => concept.Lemma.Replace('_', ' ')));
            table.Add(Number(cluster.Id), cluster.Name, Number(cluster.Size), cluster.Confidence.ToString("0.00", CultureInfo.InvariantCulture), concepts);
        }

        table.Write(session.Output);
        session.Output.WriteLine(Summary(result.Report));
    }

    private static void Warn(Session session, Report report)
    {
        foreach (string warning in report.Warnings)
        {
            session.Warn(warning);
        }
    }

    private static string Summary(Report report)
    {
        Health health = report.Health;
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Method}  k {report.K}  used {health.UsedClusters}  sizes {health.Smallest}…{health.Largest}  confidence {health.MeanConfidence:0.00}  silhouette {health.Silhouette:0.000}");
        line = health.Noise > 0 ? string.Create(CultureInfo.InvariantCulture, $"{line}  noise {100 * health.Noise:0.0} %") : line;
        line = report.Scores is { } scores ? $"{line}{Environment.NewLine}{ScoreCommand.Line(scores)}" : line;
        return report is { Mean: { } mean, StandardDeviation: { } deviation, Runs.Count: var runs }
            ? string.Create(CultureInfo.InvariantCulture, $"{line}{Environment.NewLine}{runs} seeds: ACC {mean.Accuracy * 100:0.0} ± {deviation.Accuracy * 100:0.0}  NMI {mean.Nmi * 100:0.0} ± {deviation.Nmi * 100:0.0}  ARI {mean.Ari * 100:0.0} ± {deviation.Ari * 100:0.0}")
            : line;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
