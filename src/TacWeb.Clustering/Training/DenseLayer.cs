namespace TacWeb.Clustering.Training;

/// <summary>A trained dense layer as managed arrays, batch normalisation folded in.</summary>
/// <param name="Weights">[width, dimension].</param>
/// <param name="Biases">[width].</param>
/// <param name="Activation">What follows the product.</param>
internal sealed record DenseLayer(float[] Weights, float[] Biases, Activation Activation)
{
    /// <summary>Units.</summary>
    public int Width => Biases.Length;

    /// <summary>Length of the rows it takes.</summary>
    public int Dimension => Weights.Length / Biases.Length;

    /// <summary>A layer without biases, for example the centres of a k-means on unit rows.</summary>
    public static DenseLayer Of(float[] weights, int width, Activation activation) => new(weights, new float[width], activation);
}
