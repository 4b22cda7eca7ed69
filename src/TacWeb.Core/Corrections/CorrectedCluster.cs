namespace TacWeb.Core.Corrections;

/// <summary>A cluster after corrections.</summary>
/// <param name="Id">The run's number, or the next free one for a cluster that a correction made; never given twice.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Size">Images in it.</param>
/// <param name="IsNew">Whether a correction made it.</param>
/// <param name="IsRenamed">Whether a correction named it.</param>
public sealed record CorrectedCluster(int Id, string Name, int Size, bool IsNew, bool IsRenamed);
