using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Reference;

/// <summary>Hyper-parameters of the zero-shot reference.</summary>
public sealed record ZeroShotOptions : ClustererOptions
{
    /// <summary>What cosines are multiplied by before the softmax; changes probabilities, never labels. 100 is CLIP's.</summary>
    [Range(0.1, 1000), Display(Name = "Logit scale", Description = "What cosines are multiplied by before the softmax; changes probabilities, never labels.")]
    public double LogitScale { get; init; } = 100;

    internal static ZeroShotOptions ForTests { get; } = new();
}
