using TacWeb.Core.Labelling;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline;

/// <summary>The written clustering of one method.</summary>
/// <param name="RunId">Its number in the data folder.</param>
/// <param name="Folder">The folder with its four files.</param>
/// <param name="Report">The content of <c>report.json</c>.</param>
/// <param name="Clusters">The named clusters, by id.</param>
public sealed record MethodResult(int RunId, string Folder, Report Report, IReadOnlyList<NamedCluster> Clusters);
