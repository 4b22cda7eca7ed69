namespace TacWeb.Clustering.Training;

/// <summary>A trained head as managed arrays: first layer [h, d], batch normalisation, second layer [K, h].</summary>
internal sealed record HeadWeights(float[] Hidden, float[] HiddenBias, float[] Scale, float[] Shift, float[] Mean, float[] Variance, float[] Output, float[] OutputBias);
