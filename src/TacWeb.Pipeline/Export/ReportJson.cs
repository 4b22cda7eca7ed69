using System.Text.Encodings.Web;
using System.Text.Json;

namespace TacWeb.Pipeline.Export;

/// <summary>Writes <c>report.json</c>: camelCase, indented, UTF-8 without a byte order mark, numbers in their shortest form that reads back the same.</summary>
public static class ReportJson
{
    /// <summary>How all JSON files of a run are written.</summary>
    internal static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the report to a stream, which stays open.</summary>
    public static void Write(Stream stream, Report report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, report, Format);
        stream.Write("\n"u8);
    }
}
