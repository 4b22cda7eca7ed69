namespace TacWeb.Clustering.Losses;

/// <summary>SPICE-Self's loss: cross entropy of softmax outputs taken as scores once more, so that it never saturates.</summary>
/// <remarks>−mean log softmax(softmax(s))_y: a built-in temperature of the authors' code. Source: Niu, Shan and Wang, TIP 2022; niuchuangnn/SPICE; methods §2.6.</remarks>
internal static class SpiceLoss
{
    /// <param name="scores">[B, K], before any softmax.</param>
    /// <param name="labels">B labels.</param>
    public static Tensor Of(Tensor scores, int[] labels) => nn.functional.cross_entropy(torch.softmax(scores, 1), SelfLabelLoss.Targets(labels));

    /// <summary>FixMatch: cross entropy on the reliable rows, and on the strong looks at rows whose plain probability exceeds the threshold, with their own arg-max.</summary>
    /// <remarks>CE(reliable) + Σ_sure CE(strong, argmax p) / B. Source: Sohn et al., "FixMatch", NeurIPS 2020; methods §2.6.</remarks>
    /// <param name="reliable">[R, K] scores of reliable rows.</param>
    /// <param name="labels">Their R labels.</param>
    /// <param name="strong">[S, K] scores of the strong looks at sure rows; null: no row is sure.</param>
    /// <param name="guesses">Their S labels.</param>
    /// <param name="count">B, rows among which the sure ones were looked for.</param>
    public static Tensor FixMatch(Tensor reliable, int[] labels, Tensor? strong, int[] guesses, int count)
    {
        Tensor known = nn.functional.cross_entropy(reliable, SelfLabelLoss.Targets(labels));
        return strong is null ? known : known.add(nn.functional.cross_entropy(strong, SelfLabelLoss.Targets(guesses)).mul((double)guesses.Length / count));
    }
}
