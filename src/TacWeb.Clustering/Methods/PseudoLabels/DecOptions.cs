using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>Hyper-parameters of DEC; γ, batch, interval and tolerance are those of IDEC's and DEC's code.</summary>
public sealed record DecOptions : AutoEncoderOptions
{
    /// <summary>h; 10.</summary>
    [Range(1, 4096), Display(Name = "Code", Description = "Numbers that an image is reduced to.")]
    public int Code { get; init; } = 10;

    /// <summary>Passes with the clustering loss; null: 30, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Most passes with the clustering loss. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Whether the reconstruction stays in the loss: IDEC; else DEC.</summary>
    [Display(Name = "Keep reconstruction", Description = "On: IDEC's loss, the reconstruction stays. Off: DEC's own loss, the divergence alone.")]
    public bool Reconstruct { get; init; } = true;

    /// <summary>γ, weight of the divergence beside the reconstruction; 0.1 in IDEC's code.</summary>
    [Range(0, 100), Display(Name = "Cluster weight", Description = "Weight of the divergence beside the reconstruction.")]
    public double ClusterWeight { get; init; } = 0.1;

    /// <summary>Steps between two targets P; 140 in IDEC's code, 160 in DEC's for MNIST.</summary>
    [Range(1, 100000), Display(Name = "Update interval", Description = "Steps after which the target is computed anew.")]
    public int UpdateInterval { get; init; } = 140;

    /// <summary>Training ends when a smaller share of labels changes between two targets; 0.001; 0: never.</summary>
    [Range(0, 1), Display(Name = "Tolerance", Description = "Training ends when a smaller share of labels changes between two targets; 0: never.")]
    public double Tolerance { get; init; } = 0.001;

    /// <summary>Starts of the k-means that gives the first centres; 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the k-means that gives the first centres.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, with the clustering loss.")]
    public double LearningRate { get; init; } = 1e-3;

    internal override int UsualPretraining => 50;

    internal static DecOptions ForTests { get; } =
        new() { Widths = "32-16", Code = 4, PretrainEpochs = 20, PretrainRate = 3e-3, BatchSize = 100, Epochs = 10, UpdateInterval = 6, Tolerance = 0, Restarts = 5 };
}
