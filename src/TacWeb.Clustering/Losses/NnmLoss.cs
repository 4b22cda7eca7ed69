namespace TacWeb.Clustering.Losses;

/// <summary>NNM: SCAN with neighbours inside the batch and in the whole set, each matched by samples and by classes.</summary>
/// <remarks>
/// A = [P; P_aug], B = [P_nn; P_near], S = [A; B]; L = BCE(⟨A, B⟩, 1) + CE(column cosines A, B) − λ·H(mean A), and from the second epoch on the same two terms for S and G, where G are kept probabilities of the set-wide
/// nearest image, the anchor's row beside each of its four rows in S. Source: Dang et al., CVPR 2021; methods §2.5.
/// </remarks>
internal readonly record struct NnmLoss(Tensor Total, Tensor Local, Tensor Global, Tensor Balance)
{
    /// <param name="plain">P, [B, K] probabilities of the anchors.</param>
    /// <param name="look">P_aug, another look at them.</param>
    /// <param name="partner">P_nn, an offline neighbour of each.</param>
    /// <param name="near">P of each anchor's nearest image in the batch.</param>
    /// <param name="nearest">G, [B, K], no gradient; null in the first epoch.</param>
    /// <param name="balanceWeight">λ; 5 in the authors' code.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static NnmLoss Of(Tensor plain, Tensor look, Tensor partner, Tensor near, Tensor? nearest, double balanceWeight, PriorTarget? prior = null)
    {
        Tensor a = torch.cat([plain, look], 0), b = torch.cat([partner, near], 0);
        Tensor local = Match(a, b), balance = Losses.Balance.Of(a, prior);
        Tensor global = nearest is null ? torch.zeros([]) : Match(torch.cat([a, b], 0), torch.cat([nearest, nearest, nearest, nearest], 0));
        return new NnmLoss(local.add(global).sub(balance.mul(balanceWeight)), local, global, balance);
    }

    private static Tensor Match(Tensor a, Tensor b) => Consistency.Of(a, b).add(ColumnAgreement.Of(a, b));
}
