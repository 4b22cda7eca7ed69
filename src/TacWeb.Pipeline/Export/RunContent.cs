using TacWeb.Core.Datasets;
using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Pipeline.Export;

/// <summary>All that the four files of a run are made of.</summary>
/// <param name="Report">The report; its timings are filled in last.</param>
/// <param name="MethodName">Human name of the method.</param>
/// <param name="Partition">Labels and probabilities.</param>
/// <param name="Naming">Named clusters and confidences.</param>
/// <param name="Images">Path and class of every image.</param>
/// <param name="Hashes">Content hash of every image.</param>
internal sealed record RunContent(Report Report, string MethodName, Partition Partition, Naming Naming, IReadOnlyList<ImageEntry> Images, IReadOnlyList<string> Hashes)
{
    /// <summary>The dataset's row of every image; empty: they are the same.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>Unit means of the clusters [K, d], rows of empty ones all zeros; null: not kept.</summary>
    public Vectors? Centres { get; init; }
}
