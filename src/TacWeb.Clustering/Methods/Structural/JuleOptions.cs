using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Hyper-parameters of JULE; the authors' but for <see cref="Adapter"/>.</summary>
public sealed record JuleOptions : ClustererOptions
{
    /// <summary>K_s; 20.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images that the affinity graph joins.")]
    public int Neighbours { get; init; } = 20;

    /// <summary>K_c; 5.</summary>
    [Range(2, 100), Display(Name = "Near clusters", Description = "Nearest clusters that a merge looks at.")]
    public int NearClusters { get; init; } = 5;

    /// <summary>λ; 1.</summary>
    [Range(0, 100), Display(Name = "Gap weight", Description = "Weight of the gap to the next nearest clusters.")]
    public double GapWeight { get; init; } = 1;

    /// <summary>a; 1.</summary>
    [Range(0.001, 1000), Display(Name = "Spread", Description = "Width of the affinity in mean squared distances.")]
    public double Spread { get; init; } = 1;

    /// <summary>η; 0.9 (0.2 for the authors' face data).</summary>
    [Range(0.01, 1), Display(Name = "Unrolling rate", Description = "Share of the clusters that a period merges.")]
    public double UnrollingRate { get; init; } = 0.9;

    /// <summary>Whether a representation is trained between the periods.</summary>
    [Display(Name = "Adapter", Description = "Train a linear layer (on pixels: the paper's network) by triplets between the periods.")]
    public bool Adapter { get; init; } = true;

    /// <summary>Epochs a period; 20.</summary>
    [Range(1, 10000), Display(Name = "Epochs", Description = "Passes of training after each period but the last.")]
    public int Epochs { get; init; } = 20;

    /// <summary>B; 100.</summary>
    [Range(4, 65536), Display(Name = "Batch size", Description = "Images a step, half of them anchors, half their mates.")]
    public int BatchSize { get; init; } = 100;

    /// <summary>Width of the representation; 160.</summary>
    [Range(2, 4096), Display(Name = "Width", Description = "Numbers of the trained representation.")]
    public int Width { get; init; } = 160;

    /// <summary>Most rows that are merged; 20,000.</summary>
    [Range(100, 200000), Display(Name = "Most images", Description = "Larger sets are merged on a sample of so many; the others join the nearest cluster's mean.")]
    public int MostImages { get; init; } = 20000;

    /// <summary>Whether pixels, where there are some, are learnt from instead of the encoder's vectors.</summary>
    [Display(Name = "Pixels", Description = "Learn from the pictures themselves with the paper's convolutional network; slow.")]
    public bool Pixels { get; init; }

    /// <summary>Learning rate of SGD; 0.01, falling as (1 + 1e-4·t)^−0.75.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of the first step; it falls slowly.")]
    public double LearningRate { get; init; } = 0.01;

    internal static JuleOptions ForTests { get; } = new() { Epochs = 2, Width = 16, Neighbours = 10 };
}
