using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Hyper-parameters of PARTY; all ours by methods §2.2, since no code of the authors is known.</summary>
public sealed record PartyOptions : ClustererOptions
{
    /// <summary>Rows that express a row.</summary>
    [Range(1, 100), Display(Name = "Atoms", Description = "Other images that express an image, at most.")]
    public int Atoms { get; init; } = 8;

    /// <summary>Nearest images that may be atoms; null: all, as in SSC-OMP. Groups that are no subspaces but dense spots want 50 … 200 (methods §2.2).</summary>
    [Range(2, 100000), Display(Name = "Candidates", Description = "Nearest images that may express an image. Empty: all of them.")]
    public int? Candidates { get; init; }

    /// <summary>Hidden widths of the encoder; the decoder is its mirror.</summary>
    [Display(Name = "Widths", Description = "Hidden layers of the encoder, for example 300-200; the decoder mirrors them.")]
    public string Widths { get; init; } = "300-200";

    /// <summary>p, width of the code.</summary>
    [Range(1, 4096), Display(Name = "Code", Description = "Width of the code.")]
    public int Code { get; init; } = 150;

    /// <summary>Passes; null: 200.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes over the images. Empty: 200.")]
    public int? Epochs { get; init; }

    /// <summary>B; each row brings its atoms with it.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N; each brings its atoms with it.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>λ₁, weight of the self-expression of codes.</summary>
    [Range(0, 1000), Display(Name = "Sparsity weight", Description = "Weight of expressing a code by the codes of its atoms.")]
    public double SparsityWeight { get; init; } = 1;

    /// <summary>λ₂, weight of ‖W‖² + ‖b‖².</summary>
    [Range(0, 1), Display(Name = "Weight decay", Description = "Weight of the squared weights and biases in the loss.")]
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Starts of k-means on the spectral embedding.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts of k-means on the spectral embedding.")]
    public int Restarts { get; init; } = 10;

    internal static PartyOptions ForTests { get; } = new() { Atoms = 5, Candidates = 30, Widths = "24", Code = 12, Epochs = 15, BatchSize = 100, Restarts = 3 };
}
