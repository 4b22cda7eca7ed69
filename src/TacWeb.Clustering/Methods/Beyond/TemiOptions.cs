using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>Hyper-parameters of TEMI; the authors' but for fewer heads and epochs (50 and 100–200 there) and a higher learning rate for them.</summary>
public sealed record TemiOptions : ClustererOptions
{
    /// <summary>Heads; the one with the lowest loss is kept. 16–50 in the authors' runs.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Heads; they weight the pairs together, and the one with the lowest loss is kept.")]
    public int Heads { get; init; } = 8;

    /// <summary>Passes; null: 40, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 40, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 512.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 512;

    /// <summary>Units of the first layer; 512. The second has half.</summary>
    [Range(2, 16384), Display(Name = "Hidden width", Description = "Units of the first hidden layer; the second has half.")]
    public int Hidden { get; init; } = 512;

    /// <summary>β; 0.6. Below 1 it tolerates imbalance.</summary>
    [Range(0.1, 1), Display(Name = "Beta", Description = "Exponent of the pair's probability; lower tolerates clusters of different sizes better.")]
    public double Beta { get; init; } = 0.6;

    /// <summary>Temperature of student and teacher; 0.1.</summary>
    [Range(0.01, 10), Display(Name = "Temperature", Description = "Of both softmaxes.")]
    public double Temperature { get; init; } = 0.1;

    /// <summary>Constant of the teacher's moving average; 0.996.</summary>
    [Range(0, 1), Display(Name = "Teacher constant", Description = "How slowly the teacher follows the student.")]
    public double Teacher { get; init; } = 0.996;

    /// <summary>Nearest images a partner is drawn from; null: min(50, ⌊N/2K⌋).</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a partner is drawn from. Empty: 50, at most half the expected cluster size.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of AdamW after a linear warm-up over a fifth of the epochs; 1e-4·B/256 in the authors' code.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of AdamW, after a warm-up over a fifth of the epochs.")]
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>What unit rows are multiplied by to have the encoder's own scale; null: 10 for unit rows, 1 for others.</summary>
    [Range(0.01, 10000), Display(Name = "Feature norm", Description = "Length that unit rows get before the head. Empty: 10.")]
    public double? FeatureNorm { get; init; }

    internal static TemiOptions ForTests { get; } = new() { Heads = 2, Epochs = 40, BatchSize = 100, Hidden = 32, LearningRate = 3e-3, Teacher = 0.9 };
}
