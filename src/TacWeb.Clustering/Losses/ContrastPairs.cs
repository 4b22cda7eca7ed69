namespace TacWeb.Clustering.Losses;

/// <summary>Symmetric InfoNCE between images and texts: each row's partner against all other rows of the batch, in both directions (CLIP's loss).</summary>
/// <remarks>½·[CE(s·X Uᵀ, diagonal) + CE(s·U Xᵀ, diagonal)]. Source: Radford et al., ICML 2021; MoDE's experts; methods §2.6.</remarks>
internal static class ContrastPairs
{
    /// <param name="images">X, [B, d] unit rows.</param>
    /// <param name="texts">U, [B, d] unit rows.</param>
    /// <param name="scale">s, the encoder's logit scale.</param>
    public static Tensor Of(Tensor images, Tensor texts, double scale)
    {
        Tensor scores = torch.mm(images, texts.t()).mul(scale); // [B, B]
        Tensor own = images.mul(texts).sum(1L).mul(scale); // [B], the diagonal
        return torch.logsumexp(scores, 1).mean().add(torch.logsumexp(scores, 0).mean()).div(2).sub(own.mean());
    }
}
