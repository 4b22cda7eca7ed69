using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>Hyper-parameters of TCL; temperatures, threshold and weight decay are the authors', epochs (1000 and 200 there) and learning rate (1e-4) are ours.</summary>
public sealed record TclOptions : BalancedOptions
{
    /// <summary>Passes of twin contrast; null: 30, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes of the contrastive part. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Passes of boosting.</summary>
    [Range(0, 100000), Display(Name = "Boosting epochs", Description = "Passes of the part with pseudo-labels.")]
    public int BoostEpochs { get; init; } = 15;

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Confidence at which an image gets and keeps a label; 0.99.</summary>
    [Range(0, 1), Display(Name = "Threshold", Description = "Confidence at which an image gets and keeps a label.")]
    public double Threshold { get; init; } = 0.99;

    /// <summary>Width of the adapter and of both heads.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the adapter and of both heads.")]
    public int Hidden { get; init; } = 512;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 3e-4;

    internal static TclOptions ForTests { get; } = new() { Epochs = 30, BoostEpochs = 5, BatchSize = 100, Hidden = 32, LearningRate = 3e-3, Threshold = 0.9 };
}
