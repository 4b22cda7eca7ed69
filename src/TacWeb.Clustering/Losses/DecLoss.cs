namespace TacWeb.Clustering.Losses;

/// <summary>DEC and IDEC: codes are drawn to the centres that they are surest of, while (IDEC) the rows can still be made from them.</summary>
/// <remarks>
/// q_ik ∝ 1/(1 + ‖z_i − μ_k‖²); p_ik ∝ q²_ik/f_k with f_k = Σ_i q_ik. IDEC: L = MSE + γ·KL(P‖Q); DEC: KL(P‖Q).
/// Source: Xie et al., ICML 2016, eq. 1–3; Guo et al., IJCAI 2017, eq. 10; methods §2.6.
/// </remarks>
internal readonly record struct DecLoss(Tensor Total, Tensor Reconstruction, Tensor Clustering)
{
    private const double Floor = 1e-12;

    /// <param name="rows">[B, d].</param>
    /// <param name="back">[B, d], their reconstruction.</param>
    /// <param name="q">[B, K].</param>
    /// <param name="p">[B, K], the target, without gradient.</param>
    /// <param name="weight">γ; 0.1 in IDEC's code.</param>
    public static DecLoss Of(Tensor rows, Tensor back, Tensor q, Tensor p, double weight)
    {
        Tensor reconstruction = nn.functional.mse_loss(back, rows), clustering = Divergence(p, q);
        return new DecLoss(reconstruction.add(clustering.mul(weight)), reconstruction, clustering);
    }

    /// <summary>KL(P‖Q), the mean over the rows.</summary>
    public static Tensor Divergence(Tensor p, Tensor q) => p.mul(p.add(Floor).log().sub(q.add(Floor).log())).sum(1).mean();

    /// <summary>Q [B, K] of codes [B, h] and centres [K, h].</summary>
    public static Tensor Assignments(Tensor codes, Tensor centres)
    {
        Tensor products = codes.mm(centres.t()).mul(2);
        Tensor squares = codes.square().sum(1, keepdim: true).add(centres.square().sum(1).unsqueeze(0)).sub(products).clamp_min(0);
        Tensor kernel = squares.add(1).reciprocal();
        return kernel.div(kernel.sum(1, keepdim: true));
    }

    /// <summary>P of all rows' Q, [N, K] row-major.</summary>
    public static float[] Target(float[] q, int clusters)
    {
        double[] frequencies = new double[clusters];
        for (int i = 0; i < q.Length; i++)
        {
            frequencies[i % clusters] += q[i];
        }

        float[] target = new float[q.Length];
        for (int row = 0; row < q.Length; row += clusters)
        {
            double sum = 0;
            for (int k = 0; k < clusters; k++)
            {
                double sharpened = (double)q[row + k] * q[row + k] / Math.Max(frequencies[k], Floor);
                target[row + k] = (float)sharpened;
                sum += sharpened;
            }

            for (int k = 0; k < clusters; k++)
            {
                target[row + k] = (float)(target[row + k] / sum);
            }
        }

        return target;
    }
}
