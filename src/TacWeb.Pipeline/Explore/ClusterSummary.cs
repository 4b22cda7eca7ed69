namespace TacWeb.Pipeline.Explore;

/// <summary>A cluster in few words.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Size">Number of images.</param>
/// <param name="Confidence">Mean confidence, 0…1.</param>
public sealed record ClusterSummary(int Id, string Name, int Size, double Confidence);
