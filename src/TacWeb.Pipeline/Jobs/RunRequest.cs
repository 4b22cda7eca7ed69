namespace TacWeb.Pipeline.Jobs;

/// <summary>A run as the queue keeps it.</summary>
/// <param name="Encoder">Key of the encoder.</param>
/// <param name="Cluster">What to do; its dataset is a stored one.</param>
public sealed record RunRequest(string Encoder, ClusterRequest Cluster);
