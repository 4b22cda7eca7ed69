using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>Hyper-parameters of SCAN's clustering step; the authors' frozen-backbone variant has 10 linear heads and 100 epochs of batches of 512.</summary>
public sealed record ScanOptions : BalancedOptions
{
    /// <summary>Independent heads; the one with the lowest loss is kept. 10 in the authors' code.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Independent heads; the one with the lowest loss is kept.")]
    public int Heads { get; init; } = 10;

    /// <summary>Units of a hidden layer; 0: linear heads, as in the authors' code.</summary>
    [Range(0, 16384), Display(Name = "Hidden width", Description = "Units of each head's hidden layer; 0: a linear head.")]
    public int Hidden { get; init; }

    /// <summary>Passes; null: 50, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 50, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; null: max(512, 10 K), at most N.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N. Empty: the larger of 512 and 10 a cluster.")]
    public int? BatchSize { get; init; }

    /// <summary>Nearest images a partner is drawn from, the image itself among them; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a partner is drawn from. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>λ, weight of the entropy; 5 in the paper.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 5;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    internal static ScanOptions ForTests { get; } = new() { Heads = 3, Epochs = 60, BatchSize = 100, LearningRate = 0.01 };
}
