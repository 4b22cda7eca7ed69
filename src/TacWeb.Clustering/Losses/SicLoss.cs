namespace TacWeb.Clustering.Losses;

/// <summary>SIC: SCAN's loss plus the cross entropy with the labels that the semantic centres give.</summary>
/// <remarks>L = −mean log⟨p, p′⟩ − λ·H(mean p) + w·CE(scores, label). Source: Cai et al., AAAI 2023; methods §2.7.</remarks>
internal readonly record struct SicLoss(Tensor Total, Tensor Consistency, Tensor Balance, Tensor PseudoLabel)
{
    /// <param name="scores">[B, K], before the softmax.</param>
    /// <param name="neighbours">[B, K] scores of a neighbour of each.</param>
    /// <param name="labels">B labels.</param>
    /// <param name="balanceWeight">λ.</param>
    /// <param name="labelWeight">w.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    public static SicLoss Of(Tensor scores, Tensor neighbours, int[] labels, double balanceWeight, double labelWeight, PriorTarget? prior = null)
    {
        ScanLoss scan = ScanLoss.Of(torch.softmax(scores, 1), torch.softmax(neighbours, 1), balanceWeight, prior);
        Tensor label = nn.functional.cross_entropy(scores, SelfLabelLoss.Targets(labels));
        return new SicLoss(scan.Total.add(label.mul(labelWeight)), scan.Consistency, scan.Balance, label);
    }
}
