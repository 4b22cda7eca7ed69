using System.Globalization;

namespace TacWeb.Core.Datasets;

/// <summary>Writes RFC 4180 rows (CRLF). Cells that a spreadsheet would run as a formula get a leading apostrophe.</summary>
/// <remarks>
/// Formula-looking are cells that begin with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, tab or carriage return (OWASP, "CSV injection"),
/// except plain numbers: the cluster −1 stays <c>-1</c>.
/// </remarks>
public sealed class CsvWriter
{
    private readonly TextWriter _writer;

    /// <summary>Writes to <paramref name="writer"/>, which stays open.</summary>
    public CsvWriter(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <summary>Writes one row.</summary>
    public void WriteRow(params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            _writer.Write(i == 0 ? "" : ",");
            _writer.Write(Quoted(WithoutFormula(cells[i])));
        }

        _writer.Write("\r\n");
    }

    private static string WithoutFormula(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(cell) ? "'" + cell : cell;

    private static bool IsNumber(string cell) =>
        double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
