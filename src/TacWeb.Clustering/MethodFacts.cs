namespace TacWeb.Clustering;

/// <summary>The part of a method's card that says how far it is the paper's and what it costs.</summary>
/// <param name="Priors">What it takes to be true of clusters.</param>
/// <param name="Fidelity">
/// How much of the published method is left on frozen features: <c>A</c> faithful, <c>A−</c> only the kind of input differs, <c>B+</c>, <c>B</c>, <c>B−</c> the loss is kept but no backbone is trained,
/// <c>C</c> only the spirit survives, <c>ours</c> nothing was published; a few words may follow after a comma.
/// </param>
/// <param name="Complexity">Time by N, K and d, with the memory where it is more than the rows: <c>O(N·K·d) an iteration</c>.</param>
/// <param name="CannotAssign">Why it cannot place new images; empty where it can.</param>
/// <param name="Uneven">Whether it copes with classes of very different size as it is: nothing in it asks for equal ones.</param>
public sealed record MethodFacts(MethodPriors Priors, string Fidelity, string Complexity, string CannotAssign = "", bool Uneven = false)
{
    /// <summary>What is known of a card without facts: the prior of its family.</summary>
    internal static MethodFacts Of(MethodFamily family) => new(
        family switch
        {
            MethodFamily.Classic or MethodFamily.Structure or MethodFamily.Interpretable => MethodPriors.Structure,
            MethodFamily.Distribution => MethodPriors.Distribution,
            MethodFamily.Augmentation => MethodPriors.Augmentation,
            MethodFamily.Neighbours => MethodPriors.Neighbour,
            MethodFamily.PseudoLabels => MethodPriors.PseudoLabel,
            MethodFamily.External or MethodFamily.Reference => MethodPriors.External,
            _ => MethodPriors.None,
        },
        "",
        "");
}
