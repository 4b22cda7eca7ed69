namespace TacWeb.Core.Labelling;

/// <summary>A cluster with its name and evidence; images are row numbers of the dataset.</summary>
/// <param name="Id">0 … K − 1.</param>
/// <param name="Name">Unique among the clusters of a run.</param>
/// <param name="Size">Number of images.</param>
/// <param name="Confidence">Mean confidence of its images, 0…1; 0 for an empty cluster.</param>
/// <param name="Concepts">The 10 best, best first.</param>
/// <param name="Representatives">At most 12 rows nearest the centre, nearest first.</param>
/// <param name="Uncertain">At most 12 rows with the smallest gap between first and second probability, smallest first.</param>
public sealed record NamedCluster(int Id, string Name, int Size, double Confidence, IReadOnlyList<ConceptEvidence> Concepts, IReadOnlyList<int> Representatives, IReadOnlyList<int> Uncertain);
