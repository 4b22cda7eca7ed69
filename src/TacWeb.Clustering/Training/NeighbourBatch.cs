namespace TacWeb.Clustering.Training;

/// <summary>The rows of one step: anchors, and one drawn neighbour of each by image and by text.</summary>
internal sealed record NeighbourBatch(int[] Anchors, int[] ImageNeighbours, int[] TextNeighbours);
