using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Hyper-parameters of DEN; group size, neighbours, α, λ, rate and batch as in ClustPy's version.</summary>
public sealed record DenOptions : AutoEncoderOptions
{
    /// <summary>n_g, numbers of a group; the code has K groups. 2.</summary>
    [Range(1, 256), Display(Name = "Group size", Description = "Numbers of the code that belong together; there are as many groups as clusters.")]
    public int GroupSize { get; init; } = 2;

    /// <summary>Passes with all three losses; null: 30, more on small sets. 100 in ClustPy, without pre-training.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes with all three losses. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Nearest images whose codes are held near; 4.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images whose codes are held near an image's own.")]
    public int Neighbours { get; init; } = 4;

    /// <summary>α, weight of the locality; 0.5.</summary>
    [Range(0, 1000), Display(Name = "Locality weight", Description = "Weight of the distance between the codes of neighbours.")]
    public double LocalityWeight { get; init; } = 0.5;

    /// <summary>β·λ, weight of the group sparsity; null: 1/K, because 1 can drive all codes to 0.</summary>
    [Range(0, 1000), Display(Name = "Sparsity weight", Description = "Weight of the lengths of the code's groups. Empty: 1 divided by the number of clusters.")]
    public double? SparsityWeight { get; init; }

    /// <summary>t of W = exp(−‖x_i − x_j‖²/t); null: the median of the neighbours' squared distances.</summary>
    [Range(1e-6, 1e6), Display(Name = "Kernel width", Description = "Width of the similarity of neighbours. Empty: the median of their squared distances.")]
    public double? KernelWidth { get; init; }

    /// <summary>Starts of the k-means on the codes; 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the k-means on the codes.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Learning rate of Adam.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, with all three losses.")]
    public double LearningRate { get; init; } = 1e-3;

    internal override int UsualPretraining => 20;

    internal static DenOptions ForTests { get; } = new() { Widths = "32-16", PretrainEpochs = 20, PretrainRate = 3e-3, BatchSize = 100, Epochs = 10, Restarts = 5 };
}
