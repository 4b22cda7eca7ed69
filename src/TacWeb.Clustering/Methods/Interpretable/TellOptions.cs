using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Interpretable;

/// <summary>Hyper-parameters of TELL; α, weight, widths and code are the authors', pre-training and Adam are ours.</summary>
public sealed record TellOptions : AutoEncoderOptions
{
    /// <summary>h; 10.</summary>
    [Range(1, 4096), Display(Name = "Code", Description = "Numbers that an image is reduced to.")]
    public int Code { get; init; } = 10;

    /// <summary>Passes with the clustering loss; null: 30, more on small sets. 3000 in the authors' code, without pre-training.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes with the clustering loss, by turns for the encoder and for the centres. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>Whether rows are square grey pictures for the authors' convolutional network; the side is a multiple of 4.</summary>
    [Display(Name = "Convolution", Description = "On: rows are square grey pictures, side a multiple of 4, for the authors' convolutional network. Off: dense layers on any vectors.")]
    public bool Convolution { get; init; }

    /// <summary>α; the layer's weights have length 2α. 0.001.</summary>
    [Range(1e-6, 10), Display(Name = "Alpha", Description = "Half the length of the centres' weights.")]
    public double Alpha { get; init; } = 1e-3;

    /// <summary>w, weight of the clustering loss divided by α; 0.01.</summary>
    [Range(0, 1000), Display(Name = "Cluster weight", Description = "Weight of the clustering loss, before it is divided by alpha.")]
    public double ClusterWeight { get; init; } = 0.01;

    /// <summary>Starts of the spherical k-means that gives the first centres; 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Starts of the spherical k-means that gives the first centres.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Learning rate of Adam for the networks; the centres take Adadelta as in the authors' code.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam for the networks.")]
    public double LearningRate { get; init; } = 1e-3;

    internal static TellOptions ForTests { get; } = new() { Widths = "32-16", Code = 4, PretrainEpochs = 20, PretrainRate = 3e-3, BatchSize = 100, Epochs = 10, Restarts = 5 };
}
