using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>Hyper-parameters of SPICE; batches, shares, thresholds and learning rate are the authors'; heads (10 there), repeats (8 there) and epochs (30 to 100 there) are ours.</summary>
public sealed record SpiceOptions : ClustererOptions
{
    /// <summary>Heads; the one with the lowest loss in the last epoch goes on; 10 in the authors' code.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Heads of the first part; the one with the lowest loss goes on.")]
    public int Heads { get; init; } = 5;

    /// <summary>Passes of the first part; null: 10, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes of the first part. Empty: 10, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B of the E-step; 5000.</summary>
    [Range(2, 1000000), Display(Name = "Labelling batch", Description = "Images that are labelled at once, at most N.")]
    public int LabellingBatch { get; init; } = 5000;

    /// <summary>Images a step of the M-step; 128.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 128;

    /// <summary>Passes over one labelling; 8 in the authors' code.</summary>
    [Range(1, 1000), Display(Name = "Repeats", Description = "Passes over one labelling.")]
    public int Repeats { get; init; } = 4;

    /// <summary>Share of B/K that makes a prototype; 0.5.</summary>
    [Range(0.001, 1), Display(Name = "Prototype share", Description = "Share of a cluster's images that makes its prototype, the surest ones.")]
    public double PrototypeShare { get; init; } = 0.5;

    /// <summary>Units of the heads' hidden layer; 512.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of each head's hidden layer.")]
    public int Hidden { get; init; } = 512;

    /// <summary>Learning rate of Adam in the first part; 0.005.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam in the first part.")]
    public double LearningRate { get; init; } = 0.005;

    /// <summary>Passes of the semi-supervised part; 0: none; null: 20, more on small sets.</summary>
    [Range(0, 100000), Display(Name = "Semi-supervised epochs", Description = "Passes of the part that learns the reliable labels; 0 leaves it out. Empty: 20, more on small sets.")]
    public int? SemiEpochs { get; init; }

    /// <summary>Least share of the neighbours with an image's label for it to be reliable; 0.95.</summary>
    [Range(0, 1), Display(Name = "Reliable share", Description = "Share of the 100 nearest images that must have an image's label for it to be reliable.")]
    public double ReliableShare { get; init; } = 0.95;

    /// <summary>Confidence above which a label can be reliable; 0.99.</summary>
    [Range(0, 1), Display(Name = "Reliable confidence", Description = "Confidence above which an image's label can be reliable.")]
    public double ReliableConfidence { get; init; } = 0.99;

    /// <summary>Confidence above which an unlabelled image teaches its strong look; 0.95.</summary>
    [Range(0, 1), Display(Name = "Threshold", Description = "Confidence above which an image teaches its strong look in the last part.")]
    public double Threshold { get; init; } = 0.95;

    internal static SpiceOptions ForTests { get; } = new() { Heads = 2, Epochs = 8, Repeats = 4, BatchSize = 100, Hidden = 32, SemiEpochs = 100, Threshold = 0.8, ReliableConfidence = 0.8 };
}
