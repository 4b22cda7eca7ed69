using System.Globalization;

namespace TacWeb.Components.Compare;

/// <summary>A cell of two runs' confusion as addresses write it: <c>FIRST-SECOND</c>.</summary>
/// <param name="First">Cluster of the first run.</param>
/// <param name="Second">Cluster of the second run.</param>
public readonly record struct CellAddress(int First, int Second)
{
    /// <summary>Reads <c>3-5</c>; null for anything else.</summary>
    public static CellAddress? Parse(string? text) =>
        text?.Split('-') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int j) ? new CellAddress(i, j) : null;

    /// <summary>Where the rows of its images come from.</summary>
    /// <param name="run">Number of the first run.</param>
    /// <param name="other">Number of the second run.</param>
    public string Rows(int run, int other) => string.Create(CultureInfo.InvariantCulture, $"api/compare/cell?runs={run},{other}&first={First}&second={Second}");

    /// <summary>The cell seen from the other run.</summary>
    public CellAddress Turned => new(Second, First);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Second}");
}
