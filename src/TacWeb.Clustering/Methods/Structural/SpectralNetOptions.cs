using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>Hyper-parameters of SpectralNet; the authors' newer package where nothing else is said (methods §2.2).</summary>
public sealed record SpectralNetOptions : ClustererOptions
{
    /// <summary>Width of an auto-encoder's code that stands for the rows; 0: the rows themselves. The authors take 10 for MNIST.</summary>
    [Range(0, 4096), Display(Name = "Code", Description = "Width of an auto-encoder's code in place of the rows, 10 for raw pixels; 0: the rows themselves.")]
    public int Code { get; init; }

    /// <summary>Hidden widths of that auto-encoder; 512-512-2048 in the authors' package.</summary>
    [Display(Name = "Code widths", Description = "Hidden layers of the auto-encoder, for example 512-512-2048.")]
    public string CodeWidths { get; init; } = "512-512-2048";

    /// <summary>Passes of the auto-encoder; null: 40, more on small sets. 40 in the authors' package.</summary>
    [Range(1, 100000), Display(Name = "Code epochs", Description = "Passes of the auto-encoder. Empty: 40, more on small sets.")]
    public int? CodeEpochs { get; init; }

    /// <summary>Learning rate of Adam for the auto-encoder; it falls to 0 along half a cosine.</summary>
    [Range(1e-6, 1), Display(Name = "Code rate", Description = "Learning rate of Adam for the auto-encoder; it falls to 0 along half a cosine.")]
    public double CodeRate { get; init; } = 1e-3;

    /// <summary>Share of inputs set to 0 while the auto-encoder is trained; 0. The code that the authors took for MNIST came from DEC's denoising layers, 0.2.</summary>
    [Range(0, 0.9), Display(Name = "Corruption", Description = "Share of inputs set to 0 while the auto-encoder is trained; 0.2 in the network whose code the authors took for MNIST.")]
    public double Corruption { get; init; }

    /// <summary>Whether a Siamese network learns the distances first.</summary>
    [Display(Name = "Siamese network", Description = "Learns distances from nearest neighbours first.")]
    public bool Siamese { get; init; } = true;

    /// <summary>Passes of the Siamese network; null: 10, more on small sets. 30 in the authors' package.</summary>
    [Range(1, 100000), Display(Name = "Siamese epochs", Description = "Passes of the Siamese network. Empty: 10, more on small sets.")]
    public int? SiameseEpochs { get; init; }

    /// <summary>Hidden widths of the Siamese and of the spectral network; 512-512-256 by methods §2.2, 1024-1024-512 in the authors' package.</summary>
    [Display(Name = "Widths", Description = "Hidden layers of the Siamese and of the spectral network, for example 512-512-256.")]
    public string Widths { get; init; } = "512-512-256";

    /// <summary>Passes of the spectral network; null: 30, more on small sets.</summary>
    [Range(1, 100000), Display(Name = "Epochs", Description = "Passes of the spectral network. Empty: 30, more on small sets.")]
    public int? Epochs { get; init; }

    /// <summary>m; null: 1024, at most a quarter of the images, at least 64.</summary>
    [Range(4, 65536), Display(Name = "Batch size", Description = "Images a step; the affinity is made inside the batch. Empty: 1024, at most a quarter of the images.")]
    public int? BatchSize { get; init; }

    /// <summary>Neighbours in the batch's affinity; null: 30, at most half the expected cluster's part of the batch.</summary>
    [Range(1, 1000), Display(Name = "Neighbours", Description = "Nearest images inside the batch that an image is tied to. Empty: 30, at most half the expected cluster's part of the batch.")]
    public int? Neighbours { get; init; }

    /// <summary>Learning rate of Adam; a tenth after 10 epochs without a better loss.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam; a tenth of it after 10 epochs without a better loss.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Starts of k-means on the outputs; 10.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts of k-means on the network's outputs.")]
    public int Restarts { get; init; } = 10;

    internal static SpectralNetOptions ForTests { get; } = new() { CodeWidths = "32", CodeEpochs = 20, SiameseEpochs = 10, Widths = "64-64", Epochs = 100, BatchSize = 100, Restarts = 3 };
}
