using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Hyper-parameters of IMSAT; the authors' but for <see cref="Views"/>.</summary>
public sealed record ImsatOptions : BalancedOptions
{
    /// <summary>Passes; null: 50, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 50, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>B; 250.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 250;

    /// <summary>Width of both hidden layers; 1200.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of both hidden layers.")]
    public int Hidden { get; init; } = 1200;

    /// <summary>λ; 0.1.</summary>
    [Range(0, 100), Display(Name = "Information weight", Description = "Weight of the mutual information beside the smoothness.")]
    public double InformationWeight { get; init; } = 0.1;

    /// <summary>μ; 4.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Weight of even cluster sizes within the mutual information.")]
    public double BalanceWeight { get; init; } = 4;

    /// <summary>ξ; 10, for rows with the spread of the authors' MNIST.</summary>
    [Range(0.0001, 1000), Display(Name = "Probe", Description = "How far from an image the adversary's direction is looked for; rows have the spread 0.52·√d.")]
    public double Probe { get; init; } = 10;

    /// <summary>ε in distances to the 10th nearest image; 0.25.</summary>
    [Range(0.0001, 100), Display(Name = "Radius", Description = "How far the adversary goes, in distances to the 10th nearest image.")]
    public double Radius { get; init; } = 0.25;

    /// <summary>Which image gives the distance; 10.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Which nearest image the radius is measured to.")]
    public int Neighbours { get; init; } = 10;

    /// <summary>Cached weak views in place of adversaries (the paper's RPT).</summary>
    [Display(Name = "Views", Description = "Augmented copies in place of adversaries, where there are some.")]
    public bool Views { get; init; }

    /// <summary>Learning rate of Adam; 0.002.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 0.002;

    internal static ImsatOptions ForTests { get; } = new() { Epochs = 20, BatchSize = 100, Hidden = 48, LearningRate = 0.005 };
}
