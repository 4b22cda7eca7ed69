using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Core.Runs;

namespace TacWeb.Components.Runs;

/// <summary>The first loss of a run over its epochs, as a curve and as a table.</summary>
public sealed partial class LossCurve
{
    private const int TableRows = 50;
    private static readonly double[] Parts = [0, 0.5, 1];

    /// <summary>At least two epochs, each with the same losses; the first is the whole loss.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<EpochReport> History { get; set; } = [];

    private double[] Values => [.. History.Select(epoch => epoch.Losses[0].Value)];

    private (double Low, double High) Range => Values is var values && values.Max() > values.Min() ? (values.Min(), values.Max()) : (values.Min() - 1, values.Max() + 1);

    private string Points => string.Join(' ', Values.Select((value, i) => $"{F(44 + (268.0 * i / (History.Count - 1)))},{F(Height(value))}"));

    private IEnumerable<(double Y, string Text)> Ticks => from part in Parts
                                                          let value = Range.Low + (part * (Range.High - Range.Low))
                                                          select (Height(value), value.ToString("0.##", CultureInfo.InvariantCulture));

    private IEnumerable<EpochReport> Rows => History.Where((_, i) => i == 0 || i == History.Count - 1 || i % Math.Max(1, History.Count / TableRows) == 0);

    private string Summary => L["The loss goes from {0} to {1} in {2} epochs.", Values[0].ToString("0.##", CultureInfo.InvariantCulture), Values[^1].ToString("0.##", CultureInfo.InvariantCulture), History.Count];

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private double Height(double value) => 136 - (128 * (value - Range.Low) / (Range.High - Range.Low));
}
