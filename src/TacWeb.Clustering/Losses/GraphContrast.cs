namespace TacWeb.Clustering.Losses;

/// <summary>GCC's representation loss: an image's own other look and its graph neighbours are positives, all else of the batch is not.</summary>
/// <remarks>
/// −mean log( Σ_pos a·e^{a·s/τ} / Σ_nonpos e^{s/τ} ), τ 0.1, a = 1 for the other look and √(3/degree) for a neighbour, in the exponent too as in the authors' code. Positives are not in the denominator; the anchor itself is,
/// a constant. Source: Zhong et al., "Graph Contrastive Clustering", ICCV 2021; methods §2.5.
/// </remarks>
internal static class GraphContrast
{
    private const double Temperature = 0.1;

    /// <param name="anchors">z, [B, e] unit rows.</param>
    /// <param name="looks">z of the other look at each, [B, e].</param>
    /// <param name="neighbours">z of the graph neighbours, m tensors [B, e].</param>
    /// <param name="weights">a of each neighbour, [B, m], no gradient.</param>
    /// <param name="positives">[B, 2B] of Bool: entries of [anchors; looks] that are positives of the anchor.</param>
    public static Tensor Of(Tensor anchors, Tensor looks, IReadOnlyList<Tensor> neighbours, Tensor weights, Tensor positives)
    {
        List<Tensor> logarithms = [anchors.mul(looks).sum(1).div(Temperature)]; // log a·e^{a·s/τ}, [B] each
        for (int m = 0; m < neighbours.Count; m++)
        {
            Tensor a = weights.select(1, m);
            logarithms.Add(anchors.mul(neighbours[m]).sum(1).mul(a).div(Temperature).add(a.log()));
        }

        Tensor others = torch.mm(anchors, torch.cat([anchors, looks], 0).t()).div(Temperature).masked_fill(positives, float.NegativeInfinity);
        return torch.logsumexp(others, 1).sub(torch.logsumexp(torch.stack(logarithms).t(), 1)).mean();
    }
}
