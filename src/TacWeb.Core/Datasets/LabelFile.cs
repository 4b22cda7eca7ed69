namespace TacWeb.Core.Datasets;

/// <summary>A CSV file with the columns <c>path,label</c> (<c>--labels FILE.csv</c>).</summary>
public static class LabelFile
{
    /// <summary>Labels by path; backslashes and a leading <c>./</c> are put right.</summary>
    /// <param name="reader">The text; its first row names the columns.</param>
    /// <param name="name">What errors call the file.</param>
    /// <exception cref="TacWebException">A missing column, a row of another length, a path given twice with two labels; by line.</exception>
    public static IReadOnlyDictionary<string, string> Read(TextReader reader, string name) => throw new NotImplementedException();
}
