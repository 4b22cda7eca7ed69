namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>How ClusterGAN's codes become clusters.</summary>
public enum ClusterGanReadout
{
    /// <summary>k-means on the continuous part and the class probabilities, as in the authors' code.</summary>
    KMeans,

    /// <summary>The most probable class.</summary>
    Argmax,
}
