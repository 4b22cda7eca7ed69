namespace TacWeb.Pipeline.Explore;

/// <summary>What a run is exported as; each has a provenance card.</summary>
public enum ExportFormat
{
    /// <summary>A zip of <c>assignments.csv</c>, <c>clusters.csv</c> and the card.</summary>
    Csv,

    /// <summary>One document: card, clusters, images.</summary>
    Json,

    /// <summary>A zip with one folder of originals a cluster, <c>assignments.csv</c> and the card.</summary>
    Folders,

    /// <summary>A COCO document: clusters are categories, each image has one annotation over its whole area; the card stands under <c>info</c>.</summary>
    Coco,

    /// <summary>A zip of <c>clusters.npy</c>, <c>confidences.npy</c>, <c>paths.txt</c>, <c>clusters.csv</c> and the card.</summary>
    Npy,
}
