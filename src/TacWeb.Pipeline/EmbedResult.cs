using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline;

/// <summary>What <c>embed</c> wrote.</summary>
/// <param name="Output">The <c>.npy</c> file.</param>
/// <param name="PathsFile">The file with one relative path a row.</param>
/// <param name="Count">Rows, N.</param>
/// <param name="Dimension">Columns, d.</param>
/// <param name="Skipped">Files that have no row, and why.</param>
public sealed record EmbedResult(string Output, string PathsFile, int Count, int Dimension, IReadOnlyList<SkippedFile> Skipped);
