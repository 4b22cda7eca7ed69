using TacWeb.Core.Numerics;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Fit;

/// <summary>What a fit gives.</summary>
/// <param name="Labels">The cluster of each row: of the test rows where there are some.</param>
/// <param name="Probabilities">[rows, K] of the same rows; null for a method without probabilities.</param>
/// <param name="Report">The report with <c>dataset</c>, <c>encoder</c> and <c>vocabulary</c> null.</param>
public sealed record FitResult(IReadOnlyList<int> Labels, Probabilities? Probabilities, Report Report);
