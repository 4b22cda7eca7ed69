using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>Hyper-parameters of NNM; heads, batch and λ are the authors', epochs (100 there) and learning rate (1e-4) are ours.</summary>
public sealed record NnmOptions : BalancedOptions
{
    /// <summary>Heads on the adapter; the one with the lowest loss is kept. 3.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Heads on one adapter; the one with the lowest loss is kept.")]
    public int Heads { get; init; } = 3;

    /// <summary>Passes; null: 30, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 200.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N. Raised to 10 a cluster.")]
    public int BatchSize { get; init; } = 200;

    /// <summary>Width of the adapter.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the adapter in whose space neighbours are looked for.")]
    public int Hidden { get; init; } = 512;

    /// <summary>λ; 5.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 5;

    /// <summary>Nearest images an offline partner is drawn from; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images an offline partner is drawn from. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 5e-4;

    internal static NnmOptions ForTests { get; } = new() { Heads = 2, Epochs = 20, BatchSize = 100, Hidden = 32, LearningRate = 3e-3 };
}
