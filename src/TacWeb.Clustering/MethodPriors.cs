namespace TacWeb.Clustering;

/// <summary>What a method takes to be true of clusters before it has seen any: the survey's six priors, and one of newer methods. A method may stand on several; its <see cref="MethodFamily"/> names the main one.</summary>
[Flags]
public enum MethodPriors
{
    /// <summary>None told.</summary>
    None = 0,

    /// <summary>Clusters are compact, or connected in the neighbourhood graph.</summary>
    Structure = 1,

    /// <summary>Clusters follow known distributions.</summary>
    Distribution = 2,

    /// <summary>Changed copies of an image belong together.</summary>
    Augmentation = 4,

    /// <summary>Near neighbours belong together.</summary>
    Neighbour = 8,

    /// <summary>Confident predictions are right.</summary>
    PseudoLabel = 16,

    /// <summary>Knowledge from outside the images: words, or the class names themselves.</summary>
    External = 32,

    /// <summary>A good labelling is one that a simple classifier learns easily.</summary>
    Generalisation = 64,
}
