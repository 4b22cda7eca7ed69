using System.Globalization;
using Microsoft.AspNetCore.Components;
using TacWeb.Pipeline.Export;

namespace TacWeb.Components.Runs;

/// <summary>How the number of clusters was found: the reasons, and each rule's curve over the candidates, the best of each marked, the choice as a dashed line.</summary>
public sealed partial class ClusterCountPanel
{
    private const int RowHeight = 56;
    private const double Left = 8, Width = 304, Inside = 32;

    /// <summary>What the run's report says.</summary>
    [Parameter]
    [EditorRequired]
    public ReportClusterCount Found { get; set; } = null!;

    private ReportCurve[] Curves => [.. Found.Curves.Values.Where(curve => curve.K.Count > 0)];

    private int Least => Curves.Min(curve => curve.K[0]);

    private int Most => Curves.Max(curve => curve.K[^1]);

    private string Summary => L["{0}; the choice is {1}.", string.Join("; ", Curves.Select(curve => L["{0} is best at {1}", curve.Name, curve.Best].Value)), Found.Suggested];

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Value(ReportCurve curve, int k) => curve.K.ToList().IndexOf(k) is >= 0 and var place ? curve.Scores[place].ToString("0.###", CultureInfo.InvariantCulture) : "";

    /// <summary>Few clusters need more room than many: the axis is logarithmic.</summary>
    private double X(int k) => Most > Least ? Left + (Width * Math.Log((double)k / Least) / Math.Log((double)Most / Least)) : Left + (Width / 2);

    private static double Y(ReportCurve curve, int k, int top)
    {
        double low = curve.Scores.Min(), high = curve.Scores.Max();
        int place = Math.Max(0, curve.K.ToList().IndexOf(k));
        return top + RowHeight - 6 - (high > low ? Inside * (curve.Scores[place] - low) / (high - low) : Inside / 2);
    }

    private string Points(ReportCurve curve, int top) => string.Join(' ', curve.K.Select(k => $"{F(X(k))},{F(Y(curve, k, top))}"));
}
