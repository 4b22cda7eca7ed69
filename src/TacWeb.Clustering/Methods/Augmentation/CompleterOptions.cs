using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of Completer; the loss weights and α are the authors', widths (1024 there), epochs (500 there) and learning rate (1e-4 there) are ours.</summary>
public sealed record CompleterOptions : ClustererOptions
{
    /// <summary>Passes; null: 30, more on small sets. The predictors learn from a fifth of them on.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 30, more on small sets. The predictors learn from a fifth of them on.")]
    public int? Epochs { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Units of the encoders' and decoders' hidden layers; 1024 in the paper.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the hidden layers of both encoders and decoders.")]
    public int Hidden { get; init; } = 256;

    /// <summary>Length of a view's code; 128, or 64 in two of the authors' four configurations.</summary>
    [Range(2, 4096), Display(Name = "Code", Description = "Length of each view's code.")]
    public int Code { get; init; } = 64;

    /// <summary>α, how much the entropies of the codes count beside their mutual information; 9.</summary>
    [Range(0, 1000), Display(Name = "Entropy weight", Description = "How much evenly used codes count beside their agreement.")]
    public double EntropyWeight { get; init; } = 9;

    /// <summary>λ1; 0.1.</summary>
    [Range(0, 1000), Display(Name = "Prediction weight", Description = "Weight of each view's prediction of the other.")]
    public double PredictionWeight { get; init; } = 0.1;

    /// <summary>λ2; 0.1.</summary>
    [Range(0, 1000), Display(Name = "Reconstruction weight", Description = "Weight of the decoders' errors.")]
    public double ReconstructionWeight { get; init; } = 0.1;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 5e-4;

    internal static CompleterOptions ForTests { get; } = new() { Epochs = 25, BatchSize = 100, Hidden = 48, Code = 16, LearningRate = 3e-3 };
}
