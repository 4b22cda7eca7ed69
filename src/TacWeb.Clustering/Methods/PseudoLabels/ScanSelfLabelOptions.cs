using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>Hyper-parameters of SCAN followed by self-labelling; the second part's are the authors' but for the epochs (200 there).</summary>
public sealed record ScanSelfLabelOptions : BalancedOptions
{
    /// <summary>SCAN heads of the first part.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Heads of the first part; the one with the lowest loss goes on.")]
    public int Heads { get; init; } = 10;

    /// <summary>Units of a hidden layer of the heads.</summary>
    [Range(0, 16384), Display(Name = "Hidden width", Description = "Units of each head's hidden layer; 0: a linear head.")]
    public int Hidden { get; init; }

    /// <summary>Passes of the first part; null: as in <c>scan</c>.</summary>
    [Range(1, 100000), Display(Name = "SCAN epochs", Description = "Passes of the first part. Empty: 50, more on small sets.")]
    public int? ScanEpochs { get; init; }

    /// <summary>Passes of the second part.</summary>
    [Range(1, 100000), Display(Name = "Self-labelling epochs", Description = "Passes of the second part.")]
    public int Epochs { get; init; } = 50;

    /// <summary>Confidence above which an image labels itself; 0.99 in the paper.</summary>
    [Range(0, 1), Display(Name = "Threshold", Description = "Confidence above which an image's label is taken for true.")]
    public double Threshold { get; init; } = 0.99;

    /// <summary>B of the second part; 1000 in the authors' code.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step of the second part, at most N.")]
    public int BatchSize { get; init; } = 1000;

    /// <summary>Learning rate of the second part; 1e-4 in the authors' code.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam in the second part.")]
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>λ of the first part.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly, first part.")]
    public double BalanceWeight { get; init; } = 5;

    internal static ScanSelfLabelOptions ForTests { get; } = new() { Heads = 2, ScanEpochs = 80, Epochs = 5, Hidden = 32 };
}
