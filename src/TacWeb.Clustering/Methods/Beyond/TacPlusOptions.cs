using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>Stages of <c>tac-plus</c>, each of which can be switched off, and TAC's hyper-parameters; null means the rules of methods §1.9.</summary>
public sealed record TacPlusOptions : ClustererOptions
{
    /// <summary>x ← n(x + Σ weak views), where the input has them.</summary>
    [Display(Name = "Average views", Description = "Averages each image with its cached weak views, where there are any.")]
    public bool AverageViews { get; init; } = true;

    /// <summary>x ← n([x; y]) with a second encoder, where the input has one.</summary>
    [Display(Name = "Second encoder", Description = "Joins a second encoder's vectors, where there is one and it helps.")]
    public bool SecondEncoder { get; init; } = true;

    /// <summary>Nouns by the gradient norm.</summary>
    [Display(Name = "GradNorm nouns", Description = "Tries nouns chosen by the norm of their gradient; needs the whole vocabulary.")]
    public bool GradNorm { get; init; } = true;

    /// <summary>Leaves the text out where it does not help.</summary>
    [Display(Name = "Text gate", Description = "Leaves the text side out where k-means is steadier and easier to learn without it.")]
    public bool TextGate { get; init; } = true;

    /// <summary>Partners that image and text agree on.</summary>
    [Display(Name = "Agreeing neighbours", Description = "Draws partners that image side and text side agree on.")]
    public bool AgreeingNeighbours { get; init; } = true;

    /// <summary>A spectral clustering in place of k-means.</summary>
    [Display(Name = "Spectral start", Description = "Starts from a spectral clustering of the images, with or without the nouns, where that is steadier between halves of the images and easier to learn than k-means.")]
    public bool SpectralStart { get; init; } = true;

    /// <summary>JULE's merges, without its training, in place of k-means.</summary>
    [Display(Name = "Linkage start", Description = "Starts from merging the most alike images, as JULE does before it trains, where that is steadier between halves of the images and easier to learn.")]
    public bool LinkageStart { get; init; } = true;

    /// <summary>Which losses, tried on few rows.</summary>
    [Display(Name = "Screen losses", Description = "Tries other balance weights, and training without the consistency loss, on few images.")]
    public bool ScreenLosses { get; init; } = true;

    /// <summary>Several head pairs, and a fall-back to k-means.</summary>
    [Display(Name = "Many heads", Description = "Trains several head pairs, averages the best, and falls back to k-means where that is steadier and easier to learn.")]
    public bool ManyHeads { get; init; } = true;

    /// <summary>A network on the labels that can be relied on.</summary>
    [Display(Name = "Reliable labels", Description = "Trains a small network on the labels that neighbours share and the heads are sure of.")]
    public bool ReliableLabels { get; init; } = true;

    /// <summary>J; 8.</summary>
    [Range(1, 100), Display(Name = "Heads", Description = "Head pairs that are trained.")]
    public int Heads { get; init; } = 8;

    /// <summary>Head pairs averaged; 4.</summary>
    [Range(1, 100), Display(Name = "Kept heads", Description = "Head pairs with the lowest loss that are averaged.")]
    public int Kept { get; init; } = 4;

    /// <summary>TAC's epochs.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images for each head pair. Empty: as tac.")]
    public int? Epochs { get; init; }

    /// <summary>TAC's batch size.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N. Empty: as tac.")]
    public int? BatchSize { get; init; }

    /// <summary>TAC's τ̂.</summary>
    [Range(0.01, 100), Display(Name = "Temperature", Description = "Of the distillation softmax. Empty: as tac.")]
    public double? Temperature { get; init; }

    /// <summary>TAC's α.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 5;

    /// <summary>TAC's N̂.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images a partner is drawn from. Empty: as tac.")]
    public int? Neighbours { get; init; }

    /// <summary>TAC's learning rate.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>TAC's hidden width.</summary>
    [Range(1, 16384), Display(Name = "Hidden width", Description = "Units of the hidden layer of all heads. Empty: as tac.")]
    public int? Hidden { get; init; }

    internal static TacPlusOptions ForTests { get; } = new() { Hidden = 32, BatchSize = 100, Epochs = 30, Heads = 2, Kept = 2, ScreenLosses = false };
}
