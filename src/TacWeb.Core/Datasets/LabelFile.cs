namespace TacWeb.Core.Datasets;

/// <summary>A CSV file with the columns <c>path,label</c> (<c>--labels FILE.csv</c>).</summary>
public static class LabelFile
{
    /// <summary>Labels by path; backslashes and a leading <c>./</c> are put right. Paths without a label are left out.</summary>
    /// <param name="reader">The text; its first row names the columns, of which others than the two are ignored.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">A missing column, a row of another length, a path given twice with two labels; by line.</exception>
    public static IReadOnlyDictionary<string, string> Read(TextReader reader, string name)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        (int path, int label, int columns) = (-1, -1, 0);
        foreach ((int line, string[] cells) in CsvReader.Read(reader, name))
        {
            if (columns == 0)
            {
                (path, label, columns) = (ColumnOf("path", cells), ColumnOf("label", cells), cells.Length);
                if (path < 0 || label < 0)
                {
                    throw new TacWebException($"{name}, line {line}: the first line must name the columns path and label.");
                }
            }
            else if (cells.Length != columns)
            {
                throw new TacWebException($"{name}, line {line}: {cells.Length} cells where there are {columns} columns.");
            }
            else
            {
                Add(labels, Normalized(cells[path]), cells[label].Trim(), name, line);
            }
        }

        return columns > 0 ? labels : throw new TacWebException($"{name} is empty; it needs the columns path and label.");
    }

    private static int ColumnOf(string column, string[] header) =>
        Array.FindIndex(header, cell => string.Equals(cell.Trim(), column, StringComparison.OrdinalIgnoreCase));

    private static string Normalized(string path)
    {
        string parts = path.Trim().Replace('\\', '/');
        return parts.StartsWith("./", StringComparison.Ordinal) ? parts[2..] : parts;
    }

    private static void Add(Dictionary<string, string> labels, string path, string label, string name, int line)
    {
        if (path.Length == 0)
        {
            throw new TacWebException($"{name}, line {line}: the path is empty.");
        }

        if (label.Length > 0 && !labels.TryAdd(path, label) && labels[path] != label)
        {
            throw new TacWebException($"{name}, line {line}: '{path}' already has the label '{labels[path]}'.");
        }
    }
}
