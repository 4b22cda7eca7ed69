using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of RIM; all ours, the paper chooses λ by hand and minimises by L-BFGS.</summary>
public sealed record RimOptions : ClustererOptions
{
    /// <summary>λ; null: 1e-3/d.</summary>
    [Range(0, 100), Display(Name = "Weight decay", Description = "Weight of the squared weights. Empty: 0.001 / d.")]
    public double? Decay { get; init; }

    /// <summary>Most steps over all rows; 500.</summary>
    [Range(1, 100000), Display(Name = "Steps", Description = "Most steps over all rows; it ends earlier when the objective stands still.")]
    public int Steps { get; init; } = 500;

    /// <summary>Relative change of the objective at which it ends; 1e-6.</summary>
    [Range(0, 0.1), Display(Name = "Tolerance", Description = "Relative change of the objective at which it ends.")]
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Starts of the k-means that gives the first weights; 10.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the k-means that gives the first weights.")]
    public int Restarts { get; init; } = 10;

    /// <summary>Mean largest probability that the first weights are scaled to; 0.9.</summary>
    [Range(0.1, 0.999), Display(Name = "First confidence", Description = "Mean largest probability that the first weights are scaled to.")]
    public double Confidence { get; init; } = 0.9;

    /// <summary>Learning rate of Adam; 0.01.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 0.01;

    internal static RimOptions ForTests { get; } = new() { Steps = 60, Restarts = 3 };
}
