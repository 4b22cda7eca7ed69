using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of ProPos; temperature, weight, noise, EMA and optimiser are the authors', widths (4096 there) and epochs (1000 there) are ours.</summary>
public sealed record ProPosOptions : ClustererOptions
{
    /// <summary>Passes; null: 30, more on small sets. The first twentieth, at least one, goes without noise and prototypes.</summary>
    [Range(2, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 30, more on small sets. The first twentieth goes without noise and prototypes.")]
    public int? Epochs { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Units of the adapter and of the hidden layers; 4096 in the paper.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the adapter and of the hidden layers of projector and predictor.")]
    public int Hidden { get; init; } = 512;

    /// <summary>Length of a projected row; 256.</summary>
    [Range(2, 4096), Display(Name = "Projection", Description = "Length of the projected rows that are clustered.")]
    public int Projection { get; init; } = 256;

    /// <summary>How much of the slow network stays at a step; 0.996.</summary>
    [Range(0, 1), Display(Name = "Slow network", Description = "How much of the slow network stays at each step.")]
    public double Keep { get; init; } = 0.996;

    /// <summary>λ, weight of the prototypes' scattering; 0.1.</summary>
    [Range(0, 100), Display(Name = "Scattering weight", Description = "Weight of the loss that scatters the clusters' prototypes.")]
    public double ScatteringWeight { get; init; } = 0.1;

    /// <summary>τ of the prototypes; 0.5.</summary>
    [Range(0.01, 100), Display(Name = "Temperature", Description = "Of the contrast between prototypes.")]
    public double Temperature { get; init; } = 0.5;

    /// <summary>Standard deviation of the noise on projected rows; 0.001.</summary>
    [Range(0, 10), Display(Name = "Noise", Description = "Standard deviation of the noise around a projected row.")]
    public double Noise { get; init; } = 0.001;

    /// <summary>Learning rate of SGD at 256 images a step; the predictor's is ten times as large; 0.05.</summary>
    [Range(1e-6, 10), Display(Name = "Learning rate", Description = "Of SGD at 256 images a step; ten times as much for the predictor.")]
    public double LearningRate { get; init; } = 0.05;

    internal static ProPosOptions ForTests { get; } = new() { Epochs = 20, BatchSize = 100, Hidden = 32, Projection = 16, Keep = 0.9 };
}
