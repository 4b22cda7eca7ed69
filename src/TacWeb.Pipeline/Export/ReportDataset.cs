using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline.Export;

/// <summary>The images of a report.</summary>
/// <param name="Name">File or folder name of the input, without <c>.zip</c>.</param>
/// <param name="Images">Clustered images, N.</param>
/// <param name="Classes">Number of true classes; null without classes.</param>
/// <param name="Skipped">Files that were not clustered, by path.</param>
public sealed record ReportDataset(string Name, int Images, int? Classes, IReadOnlyList<SkippedFile> Skipped);
