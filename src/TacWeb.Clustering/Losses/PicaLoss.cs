namespace TacWeb.Clustering.Losses;

/// <summary>PICA: the most confident partition, whose columns under another look resemble themselves and nothing else.</summary>
/// <remarks>L = mean_a CE(M_a:, a) + λ·(log K − H(mean P)), M the cosines between the columns of P and P′. Source: Huang, Gong and Zhu, CVPR 2020; methods §2.4.</remarks>
internal readonly record struct PicaLoss(Tensor Total, Tensor Agreement, Tensor Balance)
{
    /// <param name="plain">P, [B, K] probabilities.</param>
    /// <param name="perturbed">P′, [B, K], another look at the same images.</param>
    /// <param name="balanceWeight">λ; 2 in the authors' code.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static PicaLoss Of(Tensor plain, Tensor perturbed, double balanceWeight, PriorTarget? prior = null)
    {
        Tensor agreement = ColumnAgreement.Of(plain, perturbed), balance = Losses.Balance.Of(plain, prior);
        return new PicaLoss(agreement.sub(balance.mul(balanceWeight)).add(balanceWeight * Math.Log(plain.shape[1])), agreement, balance);
    }
}
