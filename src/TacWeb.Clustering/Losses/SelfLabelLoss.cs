namespace TacWeb.Clustering.Losses;

/// <summary>Cross entropy with pseudo-labels, each class weighted by 1/frequency in the batch, so that large clusters do not swallow small ones.</summary>
/// <remarks>
/// With weights w_c = n / n_c of the classes that occur, L = Σ w_y·ce / Σ w_y as in PyTorch. Source: SCAN's ConfidenceBasedCE (class balancing) and TCL's boosting; methods §2.6.
/// </remarks>
internal static class SelfLabelLoss
{
    /// <param name="scores">[n, K], before the softmax.</param>
    /// <param name="labels">n pseudo-labels 0 … K − 1, n ≥ 1.</param>
    public static Tensor Of(Tensor scores, int[] labels)
    {
        float[] weights = new float[scores.shape[1]];
        foreach ((int label, int count) in labels.CountBy(label => label))
        {
            weights[label] = (float)labels.Length / count;
        }

        return nn.functional.cross_entropy(scores, Targets(labels), torch.tensor(weights));
    }

    /// <summary>Class numbers as a tensor.</summary>
    public static Tensor Targets(int[] labels) => torch.tensor(Array.ConvertAll(labels, label => (long)label));
}
