using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of IIC; numbers of heads are the authors', the rest is ours on vectors.</summary>
public sealed record IicOptions : ClustererOptions
{
    /// <summary>Passes; null: 50, more on small sets (3200 in the authors' run on MNIST).</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 50, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; null: max(700, 10K).</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N. Empty: 700, at least ten times the finer clusters' own number K.")]
    public int? BatchSize { get; init; }

    /// <summary>Width of the hidden layer on vectors; 512.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the hidden layer, on vectors.")]
    public int Hidden { get; init; } = 512;

    /// <summary>Maps of the first convolution; 64, doubled in each of the four layers.</summary>
    [Range(1, 256), Display(Name = "Maps", Description = "Maps of the first convolution, doubled in each layer, on pixels.")]
    public int Maps { get; init; } = 64;

    /// <summary>Sub-heads of each kind; 5.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Heads of each kind; the one with the lowest loss gives the result.")]
    public int Heads { get; init; } = 5;

    /// <summary>Finer clusters for each cluster; 5.</summary>
    [Range(1, 100), Display(Name = "Finer", Description = "Clusters of the auxiliary heads for each cluster.")]
    public int Finer { get; init; } = 5;

    /// <summary>λ; 1.</summary>
    [Range(0.1, 10), Display(Name = "Marginal weight", Description = "Weight of even cluster sizes; 1 is the mutual information.")]
    public double MarginalWeight { get; init; } = 1;

    /// <summary>Nearest images a second look is drawn from; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a second look is drawn from, on vectors. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Whether pixels, where there are some, are learnt from instead of the encoder's vectors.</summary>
    [Display(Name = "Pixels", Description = "Learn from the pictures themselves with the paper's convolutional network; slow.")]
    public bool Pixels { get; init; }

    /// <summary>Learning rate of Adam; null: 1e-3 on vectors, the authors' 1e-4 on pixels.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam. Empty: 0.001 on vectors, 0.0001 on pixels.")]
    public double? LearningRate { get; init; }

    internal static IicOptions ForTests { get; } = new() { Epochs = 40, BatchSize = 100, Hidden = 32, Maps = 2, Heads = 2, Finer = 3, LearningRate = 5e-3 };
}
