using TacWeb.Core.Evaluation;

namespace TacWeb.Storage;

/// <summary>The row of one finished run.</summary>
/// <param name="Id">1, 2, …</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Method">Key of the method.</param>
/// <param name="Encoder">Key of the encoder.</param>
/// <param name="Vocabulary">Key of the vocabulary.</param>
/// <param name="Images">Clustered images, N.</param>
/// <param name="ClusterCount">K.</param>
/// <param name="Seed">Seed of the written clustering.</param>
/// <param name="Scores">Agreement with the true classes; null without classes.</param>
/// <param name="StartedUtc">When it began.</param>
/// <param name="Duration">How long the method took, without what all runs of its job share (image and noun vectors); the report has every stage.</param>
public sealed record StoredRun(
    int Id,
    string Dataset,
    string Method,
    string Encoder,
    string Vocabulary,
    int Images,
    int ClusterCount,
    int Seed,
    Scores? Scores,
    DateTime StartedUtc,
    TimeSpan Duration)
{
    /// <summary>Number of its dataset; 0 in a row that is not stored yet.</summary>
    public int DatasetId { get; init; }
}
