using System.Globalization;
using System.Text;
using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline.Export;

/// <summary>Writes <c>assignments.csv</c> (contract §2): one row an image, in the order of the dataset; confidences have six decimals.</summary>
internal static class AssignmentsCsv
{
    /// <summary>Writes the rows; the stream stays open.</summary>
    public static void Write(Stream stream, RunContent content)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        CsvWriter csv = new(writer);
        csv.WriteRow("path", "cluster", "name", "class", "confidence");
        for (int row = 0; row < content.Images.Count; row++)
        {
            int cluster = content.Partition.Labels[row];
            csv.WriteRow(
                content.Images[row].Path,
                cluster.ToString(CultureInfo.InvariantCulture),
                cluster < 0 ? "" : content.Naming.Clusters[cluster].Name,
                content.Images[row].ClassName ?? "",
                content.Naming.Confidences[row].ToString("0.000000", CultureInfo.InvariantCulture));
        }
    }
}
