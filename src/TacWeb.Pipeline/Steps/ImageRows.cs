using TacWeb.Core.Numerics;

namespace TacWeb.Pipeline.Steps;

/// <summary>The unit vectors of the dataset.</summary>
/// <param name="Vectors">[N, d], mapped.</param>
/// <param name="Key">Hash of everything that determines them.</param>
internal sealed record ImageRows(Vectors Vectors, string Key);
