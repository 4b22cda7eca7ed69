using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Hyper-parameters of MoDE; numbers of iterations are the authors', centres and adapters are ours.</summary>
public sealed record ModeOptions : ClustererOptions
{
    /// <summary>m, fine centres; null: min(N, 1024, max(4K, ⌊N/20⌋)).</summary>
    [Range(1, 100000), Display(Name = "Fine centres", Description = "Balanced groups of counterparts that are clustered in their turn. Empty: a twentieth of the images, from 4K to 1024.")]
    public int? FineCentres { get; init; }

    /// <summary>Starts of both k-means.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts of both k-means; the best is taken.")]
    public int Restarts { get; init; } = 3;

    /// <summary>Iterations of the fine k-means; 50.</summary>
    [Range(1, 10000), Display(Name = "Fine iterations", Description = "Upper bound of iterations of the fine k-means.")]
    public int FineIterations { get; init; } = 50;

    /// <summary>Iterations of the coarse k-means; 100.</summary>
    [Range(1, 10000), Display(Name = "Coarse iterations", Description = "Upper bound of iterations of the coarse k-means.")]
    public int CoarseIterations { get; init; } = 100;

    /// <summary>What the result is.</summary>
    [Display(Name = "Readout", Description = "clusters: the coarse clusters. ensemble: the class names' prediction by the experts of all clusters; it uses the class names and cannot place new images.")]
    public ModeReadout Readout { get; init; }

    /// <summary>Passes of an expert over its cluster, for the ensemble.</summary>
    [Range(0, 100000), Display(Name = "Expert epochs", Description = "Passes of each expert over its cluster, for the ensemble.")]
    public int Epochs { get; init; } = 10;

    /// <summary>Images a step of an expert.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step of an expert.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Learning rate of Adam; 1e-3.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of the experts' Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The encoder's logit scale; CLIP's is 100.</summary>
    [Range(0.1, 1000), Display(Name = "Logit scale", Description = "What cosines are multiplied by, in the experts' loss and in the ensemble.")]
    public double LogitScale { get; init; } = 100;

    internal static ModeOptions ForTests { get; } = new() { Epochs = 2 };
}
