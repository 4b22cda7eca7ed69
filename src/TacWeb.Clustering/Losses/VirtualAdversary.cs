namespace TacWeb.Clustering.Losses;

/// <summary>Virtual adversarial training: predictions stay the same in the direction in which they would change most.</summary>
/// <remarks>
/// r = ε·n(g), g the gradient with respect to r of KL(p(x) ‖ p(x + r)) at ξ·u, u a random unit direction: one power iteration. p(x) is held fixed in both uses.
/// <para>Source: Miyato et al., ICLR 2016; Hu et al., ICML 2017 (IMSAT); methods §2.4.</para>
/// </remarks>
internal static class VirtualAdversary
{
    /// <summary>The mean divergence at the adversary.</summary>
    /// <param name="forward">Scores [B, K] of rows [B, d].</param>
    /// <param name="rows">x, [B, d].</param>
    /// <param name="scores">Scores of x; no gradient goes through them.</param>
    /// <param name="radii">ε of each row, [B, 1].</param>
    /// <param name="directions">u, [B, d], of any length.</param>
    /// <param name="probe">ξ, how far along u the gradient is taken.</param>
    public static Tensor Of(Func<Tensor, Tensor> forward, Tensor rows, Tensor scores, Tensor radii, Tensor directions, double probe)
    {
        Tensor plain = scores.detach();
        Tensor offset = nn.functional.normalize(directions, 2, 1).mul(probe).detach().requires_grad_();
        Tensor gradient = torch.autograd.grad([Divergence(plain, forward(rows.add(offset)))], [offset])[0].detach();
        return Divergence(plain, forward(rows.add(Unit(gradient).mul(radii))));
    }

    /// <summary>mean_i KL(p_i ‖ q_i).</summary>
    /// <param name="plain">Scores of p, [B, K].</param>
    /// <param name="moved">Scores of q, [B, K].</param>
    public static Tensor Divergence(Tensor plain, Tensor moved)
    {
        Tensor log = torch.log_softmax(plain, 1);
        return log.exp().mul(log.sub(torch.log_softmax(moved, 1))).sum(1).mean();
    }

    // Gradients are tiny (1e-8 and less): the largest element brings them to size before the length is taken.
    private static Tensor Unit(Tensor gradient)
    {
        Tensor largest = gradient.abs().amax([1], keepdim: true).clamp_min(1e-30);
        return nn.functional.normalize(gradient.div(largest), 2, 1);
    }
}
