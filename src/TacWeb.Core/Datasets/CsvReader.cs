using System.Text;

namespace TacWeb.Core.Datasets;

/// <summary>Reads RFC 4180 rows; LF, CRLF and a leading byte order mark are understood, empty lines are left out.</summary>
public static class CsvReader
{
    /// <summary>All rows with the line that each begins on.</summary>
    /// <param name="reader">The text; read as the rows are asked for.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">A quote that is not closed or stands in the wrong place, by line.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Rows(reader, name);
    }

    private static IEnumerable<(int Line, string[] Cells)> Rows(TextReader reader, string name)
    {
        List<string> cells = [];
        int line = 1;
        if (reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }

        while (reader.Peek() >= 0)
        {
            int start = line;
            do
            {
                cells.Add(ReadCell(reader, name, ref line));
            }
            while (EndCell(reader, name, ref line));

            if (cells is not [""])
            {
                yield return (start, [.. cells]);
            }

            cells.Clear();
        }
    }

    /// <summary>Reads the separator: true after a comma, false after the end of the row.</summary>
    private static bool EndCell(TextReader reader, string name, ref int line)
    {
        int end = reader.Read();
        if (end == '\r' && reader.Peek() == '\n')
        {
            end = reader.Read();
        }

        line += end is '\r' or '\n' ? 1 : 0;
        return end is ',' || (end is -1 or '\r' or '\n' ? false : throw new TacWebException($"{name}, line {line}: text after a closing quote."));
    }

    private static string ReadCell(TextReader reader, string name, ref int line)
    {
        if (reader.Peek() == '"')
        {
            return ReadQuoted(reader, name, ref line);
        }

        StringBuilder cell = new();
        while (reader.Peek() is var next && next is not (-1 or ',' or '\r' or '\n'))
        {
            cell.Append(next == '"' ? throw new TacWebException($"{name}, line {line}: a quote inside a cell that does not begin with one.") : (char)reader.Read());
        }

        return cell.ToString();
    }

    private static string ReadQuoted(TextReader reader, string name, ref int line)
    {
        int start = line;
        StringBuilder cell = new();
        reader.Read();
        while (true)
        {
            int letter = reader.Read();
            if (letter < 0)
            {
                throw new TacWebException($"{name}, line {start}: a quote is not closed.");
            }

            if (letter == '"')
            {
                if (reader.Peek() != '"')
                {
                    return cell.ToString();
                }

                reader.Read();
            }

            line += letter == '\n' ? 1 : 0;
            cell.Append((char)letter);
        }
    }
}
