namespace TacWeb.Clustering.Training;

/// <summary>One dense layer: Linear, then batch normalisation if asked for, then an activation.</summary>
/// <param name="Width">Units.</param>
/// <param name="Activation">What follows.</param>
/// <param name="Normalise">Batch normalisation (momentum 0.1, eps 1e-5) before the activation.</param>
internal readonly record struct LayerShape(int Width, Activation Activation = Activation.None, bool Normalise = false);
