using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Hyper-parameters of SIC; the authors' for CIFAR-10 but for the weight of the pseudo-labels' loss (0.1 there, 1 on their other sets) and the batches.</summary>
public sealed record SicOptions : BalancedOptions
{
    /// <summary>Passes; null: 100 as the authors' upper bound, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 100, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 128 in the authors' code.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 128;

    /// <summary>γ_r, nouns nearest to each image centre that are kept; 500.</summary>
    [Range(1, 100000), Display(Name = "Nouns a centre", Description = "Nouns nearest to each image centre that are kept.")]
    public int NounsPerCentre { get; init; } = 500;

    /// <summary>γ_u: nouns nearer than 1 − γ_u to the mean noun say nothing and are dropped; 0.05.</summary>
    [Range(0, 1), Display(Name = "Uniqueness", Description = "Nouns with a cosine of 1 minus this or more to the mean noun are dropped.")]
    public double Uniqueness { get; init; } = 0.05;

    /// <summary>ξ_a, kept nouns nearest to a centre that make its semantic centre; 30.</summary>
    [Range(1, 10000), Display(Name = "Nouns of a semantic centre", Description = "Nearest kept nouns that are averaged into a cluster's semantic centre.")]
    public int SemanticNouns { get; init; } = 30;

    /// <summary>w, weight of the pseudo-labels' cross entropy; 1 in the authors' code, 0.1 on CIFAR-10.</summary>
    [Range(0, 100), Display(Name = "Pseudo-label weight", Description = "Weight of the cross entropy with the semantic centres' labels.")]
    public double PseudoLabelWeight { get; init; } = 1;

    /// <summary>Weight of the entropy; 5.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 5;

    /// <summary>Nearest images a partner is drawn from; null: min(20, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a partner is drawn from. Empty: 20, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam; 1e-4.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>What unit rows are multiplied by to have the encoder's own scale; null: 10 for unit rows, 1 for others.</summary>
    [Range(0.01, 10000), Display(Name = "Feature norm", Description = "Length that unit rows get before the head. Empty: 10.")]
    public double? FeatureNorm { get; init; }

    internal static SicOptions ForTests { get; } = new() { Epochs = 20, BatchSize = 100, LearningRate = 0.01, SemanticNouns = 5, NounsPerCentre = 10 };
}
