using System.Text;

namespace TacWeb.Cli;

/// <summary>Rows of text in aligned columns, for people.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [headers];

    /// <summary>Adds a row; control characters become spaces, so that a file name cannot steer the terminal.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Clean)]);

    /// <summary>Writes the rows; the last column is not padded.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, headers.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            StringBuilder line = new();
            for (int column = 0; column < row.Length; column++)
            {
                line.Append(column == row.Length - 1 ? row[column] : row[column].PadRight(widths[column] + 2));
            }

            output.WriteLine(line.ToString().TrimEnd());
        }
    }

    /// <summary>The text without control characters.</summary>
    public static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
