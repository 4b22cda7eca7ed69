namespace TacWeb.Clustering.Losses;

/// <summary>WGAN-GP: the critic's slope is 1 between real and generated rows.</summary>
/// <remarks>10·mean((‖∇_x D(x̂)‖ − 1)²), x̂ = εx + (1 − ε)G(z); its own gradient goes through the second derivatives of D. Source: Gulrajani et al., NIPS 2017; ClusterGAN, AAAI 2019; methods §2.3.</remarks>
internal static class GradientPenalty
{
    private const double Weight = 10;

    /// <param name="critic">From rows or pictures [B, …] to [B, 1].</param>
    /// <param name="between">x̂, without history.</param>
    public static Tensor Of(Func<Tensor, Tensor> critic, Tensor between)
    {
        Tensor place = between.detach().requires_grad_();
        Tensor slope = torch.autograd.grad([critic(place).sum()], [place], create_graph: true)[0].flatten(1);
        return slope.square().sum(1).add(1e-12).sqrt().sub(1).square().mean().mul(Weight);
    }

    /// <summary>εx + (1 − ε)G(z), ε uniform for each row.</summary>
    public static Tensor Between(Tensor real, Tensor drawn)
    {
        Tensor share = torch.rand([real.shape[0], .. Enumerable.Repeat(1L, real.shape.Length - 1)]);
        return real.detach().mul(share).add(drawn.detach().mul(share.neg().add(1)));
    }
}
