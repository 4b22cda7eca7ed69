namespace TacWeb.Clustering.Losses;

/// <summary>TURTLE: labels that freshly trained linear classifiers can learn, under an entropy term that keeps all of them in use.</summary>
/// <remarks>
/// Inner: CE(w z, Y) = −mean Σ_k Y_k log softmax(w z)_k, w trained. Outer: the same with w fixed and Y = softmax(θ z) trained, minus γ·H(mean Y). Source: Gadetsky et al., "Let Go of Your Labels with Unsupervised Transfer", ICML 2024; methods §4.2.
/// </remarks>
internal readonly record struct TurtleLoss(Tensor Total, Tensor CrossEntropy, Tensor Balance)
{
    /// <param name="labels">Y, [B, K] probabilities.</param>
    /// <param name="classifier">[B, K] scores of the trained classifier, before the softmax, no gradient.</param>
    /// <param name="balanceWeight">γ.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static TurtleLoss Of(Tensor labels, Tensor classifier, double balanceWeight, PriorTarget? prior = null)
    {
        Tensor cross = nn.functional.cross_entropy(classifier, labels), balance = Losses.Balance.Of(labels, prior);
        return new TurtleLoss(cross.sub(balance.mul(balanceWeight)), cross, balance);
    }
}
