using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Neighbourhood;

/// <summary>Hyper-parameters of GCC; batch and graph are the authors', epochs (1000 there) and optimiser (SGD 0.4 there) are ours.</summary>
public sealed record GccOptions : BalancedOptions
{
    /// <summary>Passes; null: 40, more on small sets. The first twentieth, at least one, learns instances alone.</summary>
    [Range(2, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 40, more on small sets. The first twentieth learns instances alone.")]
    public int? Epochs { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Nearest images that make the graph; 5.</summary>
    [Range(1, 100), Display(Name = "Neighbours", Description = "Nearest images that make the graph, at most half the expected cluster size.")]
    public int Neighbours { get; init; } = 5;

    /// <summary>Epochs between two graphs; 5.</summary>
    [Range(1, 10000), Display(Name = "Refresh", Description = "Epochs between two graphs.")]
    public int Refresh { get; init; } = 5;

    /// <summary>Width of the adapter and of both heads.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the adapter and of both heads.")]
    public int Hidden { get; init; } = 512;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 5e-4;

    internal static GccOptions ForTests { get; } = new() { Epochs = 30, BatchSize = 100, Hidden = 32, LearningRate = 3e-3 };
}
