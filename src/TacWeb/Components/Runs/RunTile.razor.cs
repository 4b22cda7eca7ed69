using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TacWeb.Components.Runs;

/// <summary>One run in the list.</summary>
public sealed partial class RunTile
{
    private const int ShownNames = 12;

    /// <summary>What is shown.</summary>
    [Parameter]
    [EditorRequired]
    public RunCard Card { get; set; } = null!;

    private static string Percent(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Fraction(double value) => Math.Clamp(value, 0, 1).ToString("0.###", CultureInfo.InvariantCulture);
}
