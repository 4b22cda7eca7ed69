using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>Hyper-parameters of VaDE; widths, code, rate and its decay are the authors' for MNIST, epochs (3000 there) and batch (100 there) are ours.</summary>
public sealed record VadeOptions : AutoEncoderOptions
{
    /// <summary>h; 10.</summary>
    [Range(1, 4096), Display(Name = "Code", Description = "Numbers that an image is reduced to.")]
    public int Code { get; init; } = 10;

    /// <summary>Passes with the bound; null: 30, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes with the variational bound. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Whether rows lie in 0…1 and are made by a sigmoid with cross entropy, as for MNIST in the paper; else linear with squared error.</summary>
    [Display(Name = "Bernoulli", Description = "On: values from 0 to 1, decoded by a sigmoid with cross entropy, as for pixels. Off: real values with squared error.")]
    public bool Bernoulli { get; init; }

    /// <summary>Weight of the reconstruction, which is d times the mean error; 1. 5 for HAR in the authors' code.</summary>
    [Range(0, 1000), Display(Name = "Reconstruction weight", Description = "Weight of the reconstruction beside the prior.")]
    public double ReconstructionWeight { get; init; } = 1;

    /// <summary>Starts of the k-means from which the mixture is fitted; 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the k-means from which the first mixture is fitted.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Learning rate of Adam; 0.002, times 0.9 every 10 epochs, down to 0.0002.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam; it falls by a tenth every 10 passes.")]
    public double LearningRate { get; init; } = 2e-3;

    internal static VadeOptions ForTests { get; } = new() { Widths = "32-16", Code = 4, PretrainEpochs = 20, PretrainRate = 3e-3, BatchSize = 100, Epochs = 10, Restarts = 5, LearningRate = 1e-3 };
}
