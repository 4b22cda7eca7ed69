namespace TacWeb.Clustering.Training;

/// <summary>How an auto-encoder is pre-trained.</summary>
/// <param name="Epochs">Passes; 0: not at all.</param>
/// <param name="BatchSize">B ≤ N.</param>
/// <param name="LearningRate">Of Adam.</param>
/// <param name="Seed">Order of the rows.</param>
/// <param name="Corruption">Share of the inputs set to 0 (denoising); the target stays whole.</param>
/// <param name="Decay">Whether the learning rate falls to 0 along half a cosine.</param>
internal readonly record struct AutoEncoderTraining(int Epochs, int BatchSize, double LearningRate, int Seed, double Corruption = 0, bool Decay = false)
{
    /// <summary>The learning rate after a part of the training, 0 … 1.</summary>
    public double RateAfter(double part) => Decay ? LearningRate * 0.5 * (1 + Math.Cos(Math.PI * part)) : LearningRate;
}
