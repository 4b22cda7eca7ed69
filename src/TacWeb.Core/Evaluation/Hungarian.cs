namespace TacWeb.Core.Evaluation;

/// <summary>The assignment problem.</summary>
public static class Hungarian
{
    /// <summary>One-to-one assignment of rows to columns with the largest sum.</summary>
    /// <param name="values">[rows, columns], row-major, finite.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; may be smaller or larger than rows.</param>
    /// <returns>The column of each row; −1 for rows left over where there are more rows than columns.</returns>
    public static int[] Maximize(ReadOnlySpan<double> values, int rows, int columns) => throw new NotImplementedException();
}
