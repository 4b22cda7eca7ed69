namespace TacWeb.Clustering.Losses;

/// <summary>How evenly the clusters are used: the entropy of the mean assignment (TAC §3.3).</summary>
/// <remarks>Source: XLearning-SCU/2024-ICML-TAC (mean clamped at 1e-9); methods §1.9.</remarks>
internal static class Balance
{
    /// <summary>L_bal = H(mean_i P_i) + H(mean_i Q_i), a scalar, at most 2 log K.</summary>
    /// <param name="image">P, [B, K] probabilities.</param>
    /// <param name="text">Q, [B, K] probabilities.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static Tensor Of(Tensor image, Tensor text, PriorTarget? prior = null) => Of(image, prior).add(Of(text, prior));

    /// <summary>H(mean_i P_i), a scalar, at most log K; with a prior log K − KL(mean ‖ π) for decided rows.</summary>
    /// <param name="probabilities">P, [B, K].</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static Tensor Of(Tensor probabilities, PriorTarget? prior = null)
    {
        Tensor mean = probabilities.mean([0L]).clamp_min(1e-9); // [K]
        Tensor entropy = mean.mul(mean.log()).sum().neg();
        return prior is null ? entropy : entropy.add(prior.CrossTerm(mean).mul(PriorTarget.Decided(probabilities)));
    }
}
