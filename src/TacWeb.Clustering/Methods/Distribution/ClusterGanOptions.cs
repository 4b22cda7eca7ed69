using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>Hyper-parameters of ClusterGAN; weights, critic steps, learning rate and batch are the authors', iterations (500,000 there) are ours.</summary>
public sealed record ClusterGanOptions : ClustererOptions
{
    /// <summary>Steps of generator and encoder; 2000.</summary>
    [Range(1, 1000000), Display(Name = "Iterations", Description = "Steps of generator and encoder. It ends earlier once the clusters stand still.")]
    public int Iterations { get; init; } = 2000;

    /// <summary>B; 64.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 64;

    /// <summary>Critic steps for each step of the others; 5.</summary>
    [Range(1, 100), Display(Name = "Critic steps", Description = "Steps of the critic for each step of generator and encoder.")]
    public int CriticSteps { get; init; } = 5;

    /// <summary>d_n; 30.</summary>
    [Range(1, 1024), Display(Name = "Latent", Description = "Length of the continuous part of a code.")]
    public int Latent { get; init; } = 30;

    /// <summary>β_n; 10.</summary>
    [Range(0, 1000), Display(Name = "Continuous weight", Description = "Weight of finding the continuous part again. At 0, k-means sees the classes alone.")]
    public double ContinuousWeight { get; init; } = 10;

    /// <summary>β_c; 10.</summary>
    [Range(0, 1000), Display(Name = "Class weight", Description = "Weight of finding the class again.")]
    public double ClassWeight { get; init; } = 10;

    /// <summary>Width of the hidden layers on vectors; 512.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the hidden layers, on vectors.")]
    public int Hidden { get; init; } = 512;

    /// <summary>k-means or argmax.</summary>
    [Display(Name = "Readout", Description = "Clusters by k-means on the codes, or by the most probable class.")]
    public ClusterGanReadout Readout { get; init; } = ClusterGanReadout.KMeans;

    /// <summary>Whether pixels, where there are some, are learnt from instead of the encoder's vectors.</summary>
    [Display(Name = "Pixels", Description = "Learn from the pictures themselves with the paper's convolutional networks, and show generated samples; slow.")]
    public bool Pixels { get; init; }

    /// <summary>Learning rate of Adam; 1e-4.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, for all three networks.")]
    public double LearningRate { get; init; } = 1e-4;

    internal static ClusterGanOptions ForTests { get; } = new() { Iterations = 100, BatchSize = 64, CriticSteps = 3, Latent = 2, Hidden = 64, LearningRate = 3e-3 };
}
