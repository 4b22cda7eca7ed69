namespace TacWeb.Clustering.Losses;

/// <summary>SCAN: an image and its neighbour belong together, and all clusters are used: −mean log⟨p, p′⟩ − λ·H(mean p).</summary>
/// <remarks>Source: Van Gansbeke et al., ECCV 2020, §2.2; methods §2.5. Logarithms are floored at −100 as in the authors' binary cross-entropy.</remarks>
internal readonly record struct ScanLoss(Tensor Total, Tensor Consistency, Tensor Balance)
{
    /// <param name="anchors">P, [B, K] probabilities.</param>
    /// <param name="neighbours">P′, [B, K], a neighbour of each anchor.</param>
    /// <param name="balanceWeight">λ; 5 in the paper.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static ScanLoss Of(Tensor anchors, Tensor neighbours, double balanceWeight, PriorTarget? prior = null)
    {
        Tensor consistency = Losses.Consistency.Of(anchors, neighbours);
        Tensor balance = Losses.Balance.Of(anchors, prior);
        return new ScanLoss(consistency.sub(balance.mul(balanceWeight)), consistency, balance);
    }
}
