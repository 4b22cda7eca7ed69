namespace TacWeb.Core.Datasets;

/// <summary>Reads RFC 4180 rows; LF, CRLF and a leading byte order mark are understood.</summary>
public static class CsvReader
{
    /// <summary>All rows with the line that each begins on.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">A quote that is not closed or stands in the wrong place, by line.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(TextReader reader, string name) => throw new NotImplementedException();
}
