using System.ComponentModel.DataAnnotations;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>What the methods on an auto-encoder have in common: its widths and its pre-training.</summary>
public abstract record AutoEncoderOptions : ClustererOptions
{
    /// <summary>Hidden widths of the encoder; the decoder is its mirror. 500-500-2000 in DEC, IDEC, VaDE and TELL.</summary>
    [Display(Name = "Widths", Description = "Hidden layers of the encoder, for example 500-500-2000; the decoder mirrors them.")]
    public string Widths { get; init; } = "500-500-2000";

    /// <summary>Passes of pre-training; null: <see cref="UsualPretraining"/>, more on small sets.</summary>
    [Range(0, 100000), Display(Name = "Pre-training", Description = "Passes in which the auto-encoder alone learns. Empty: 20 to 50 by the method, more on small sets.")]
    public int? PretrainEpochs { get; init; }

    /// <summary>Learning rate of the pre-training.</summary>
    [Range(1e-6, 1), Display(Name = "Pre-training rate", Description = "Learning rate of Adam in the pre-training; it falls to 0 along half a cosine.")]
    public double PretrainRate { get; init; } = 1e-3;

    /// <summary>Share of inputs set to 0 in pre-training; 0.2 in DEC's code.</summary>
    [Range(0, 0.9), Display(Name = "Corruption", Description = "Share of the inputs set to 0 in pre-training (denoising).")]
    public double Corruption { get; init; }

    /// <summary>Pixels by which square grey pictures are moved at random after pre-training; 0 as in the papers, more as in Guo et al., ACML 2018.</summary>
    [Range(0, 64), Display(Name = "Shift", Description = "Pixels by which square grey pictures are moved at random after pre-training; 0 for all other vectors.")]
    public int Shift { get; init; }

    /// <summary>B; 256.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 256;

    /// <summary>Passes of pre-training where the user sets none. 50 for DEC; fewer elsewhere, so that the whole catalogue stays short on two cores.</summary>
    internal virtual int UsualPretraining => 30;

    /// <summary>An auto-encoder with start values from the seed.</summary>
    internal AutoEncoder Create(Vectors images, int code, int seed, Activation codeActivation = Activation.None)
    {
        torch.manual_seed(seed);
        return new AutoEncoder(new AutoEncoderShape(images.Dimension, AutoEncoderShape.ParseWidths(Widths), code, CodeActivation: codeActivation), AutoEncoder.ScaleOf(images)) { Shift = Moves(images, seed) };
    }

    /// <summary>What moves the pictures of a batch, or null.</summary>
    internal PictureShift? Moves(Vectors images, int seed) => Shift == 0 ? null : new PictureShift(images.Dimension, Shift, Seeds.Stream(seed, 4600));

    /// <summary>The pre-training of N images.</summary>
    internal AutoEncoderTraining Pretraining(int count, int seed)
    {
        StepRule rule = StepRule.Resolve(BatchSize, PretrainEpochs, BatchSize, UsualPretraining, count);
        return new AutoEncoderTraining(rule.Epochs, rule.BatchSize, PretrainRate, seed, Corruption, Decay: true);
    }
}
