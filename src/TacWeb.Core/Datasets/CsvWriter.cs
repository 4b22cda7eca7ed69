namespace TacWeb.Core.Datasets;

/// <summary>Writes RFC 4180 rows (CRLF); cells that a spreadsheet would run as a formula get a leading apostrophe.</summary>
public sealed class CsvWriter(TextWriter writer)
{
    /// <summary>Writes one row.</summary>
    public void WriteRow(params ReadOnlySpan<string> cells) => throw new NotImplementedException(writer.ToString());
}
