namespace TacWeb.Pipeline.Export;

/// <summary>Writes <c>report.json</c>: camelCase, indented, UTF-8 without a byte order mark, numbers round-trip.</summary>
public static class ReportJson
{
    /// <summary>Writes the report to a stream, which stays open.</summary>
    public static void Write(Stream stream, Report report) => throw new NotImplementedException();
}
