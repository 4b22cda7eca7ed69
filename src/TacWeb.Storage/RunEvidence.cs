using TacWeb.Core.Labelling;

namespace TacWeb.Storage;

/// <summary>What a run knows of each of its images and clusters, beside the contract's files.</summary>
/// <param name="Rows">N rows of the dataset: image i of the run is the dataset's image <c>Rows[i]</c>.</param>
/// <param name="Confidences">N confidences, 0…1.</param>
/// <param name="Naming">What the names rest on.</param>
public sealed record RunEvidence(int[] Rows, float[] Confidences, NamingEvidence Naming);
