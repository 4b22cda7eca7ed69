using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Hyper-parameters of TAC; null means the rule of methods §1.9, which depends on N and K.</summary>
public sealed record TacOptions : BalancedOptions
{
    /// <summary>Passes over the images; null: 20 below 100 clusters, else 100, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 20 (100 from 100 clusters on), more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Images a step; null: 512 below 100 clusters, else 8192, never more than N.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N. Empty: 512 (8192 from 100 clusters on).")]
    public int? BatchSize { get; init; }

    /// <summary>τ̂ of the distillation softmax; null: 0.5 below 100 clusters, else 5.</summary>
    [Range(0.01, 100), Display(Name = "Temperature", Description = "Of the distillation softmax. Empty: 0.5 (5 from 100 clusters on).")]
    public double? Temperature { get; init; }

    /// <summary>α, the reward for using all clusters; 5 in the paper.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 5;

    /// <summary>N̂, nearest rows that a partner is drawn from; null: min(50, ⌊N/2K⌋), at least 1. The paper's is 50.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a partner is drawn from. Empty: 50, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam; 0.001 in the authors' code.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>h, width of the hidden layer of both heads; null: max(d, 512). The authors' is 512 for d = 512.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the hidden layer of both heads. Empty: the larger of 512 and the dimension.")]
    public int? Hidden { get; init; }

    internal static TacOptions ForTests { get; } = new() { Hidden = 32, BatchSize = 100, Epochs = 60 };
}
