using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Hyper-parameters of ABDC; λ 0.1 as remembered of the paper, rates as in ClustPy's version.</summary>
public sealed record AbdcOptions : AutoEncoderOptions
{
    /// <summary>h; 10.</summary>
    [Range(1, 4096), Display(Name = "Code", Description = "Numbers that an image is reduced to.")]
    public int Code { get; init; } = 10;

    /// <summary>Rounds of training, new centres, new labels; null: 20, more on small sets; 50 in ClustPy.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes, each followed by new centres and new labels. Empty: 20, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>λ, weight of the distance to the centre in units of the first mean squared distance; 0.1.</summary>
    [Range(0, 100), Display(Name = "Cluster weight", Description = "Weight of the distance between a code and its centre, in units of the first mean distance.")]
    public double ClusterWeight { get; init; } = 0.1;

    /// <summary>Starts of the k-means that gives the first centres; 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the k-means that gives the first centres.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Learning rate of Adam; 1e-4.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, with the clustering loss.")]
    public double LearningRate { get; init; } = 1e-4;

    internal static AbdcOptions ForTests { get; } = new() { Widths = "32-16", Code = 4, PretrainEpochs = 20, PretrainRate = 3e-3, BatchSize = 100, Epochs = 10, Restarts = 5, LearningRate = 1e-3 };
}
