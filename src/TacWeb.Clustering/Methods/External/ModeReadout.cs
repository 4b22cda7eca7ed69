namespace TacWeb.Clustering.Methods.External;

/// <summary>What MoDE gives.</summary>
public enum ModeReadout
{
    /// <summary>The coarse clusters.</summary>
    Clusters,

    /// <summary>The experts' zero-shot prediction of given class names: a reference, no clustering.</summary>
    Ensemble,
}
