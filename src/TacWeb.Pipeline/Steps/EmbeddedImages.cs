using TacWeb.Core.Datasets;

namespace TacWeb.Pipeline.Steps;

/// <summary>The pictures that have vectors.</summary>
/// <param name="Paths">N relative paths.</param>
/// <param name="Hashes">N content hashes.</param>
/// <param name="Rows">N rows in the encoder's file.</param>
/// <param name="Places">N places in the input.</param>
/// <param name="Skipped">All files that were left out, at ingest or here, by path.</param>
internal sealed record EmbeddedImages(IReadOnlyList<string> Paths, IReadOnlyList<string> Hashes, IReadOnlyList<long> Rows, IReadOnlyList<int> Places, IReadOnlyList<SkippedFile> Skipped)
{
    /// <summary>Hash of everything that determines the vectors of all rows.</summary>
    public string Key(string encoder) => StepKey.Of(["images", encoder, .. Hashes]);
}
