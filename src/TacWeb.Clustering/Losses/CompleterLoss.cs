namespace TacWeb.Clustering.Losses;

/// <summary>Completer: the two views' codes tell as much about each other as they can, predict each other, and keep what their view holds.</summary>
/// <remarks>
/// L = L_cl + λ1·L_pre + λ2·L_rec. L_cl = −Σ J·log( J / (J_a·J_b)^(α+1) ), J = the symmetrised mean of z1 z2ᵀ over the batch, sum 1; L_pre and L_rec are mean squared errors. Source: Lin et al., CVPR 2021, §3;
/// methods §2.4.
/// </remarks>
internal readonly record struct CompleterLoss(Tensor Total, Tensor Contrast, Tensor Prediction, Tensor Reconstruction)
{
    private const float Least = 1e-12f;

    /// <param name="contrast">L_cl.</param>
    /// <param name="prediction">L_pre; null before it starts.</param>
    /// <param name="reconstruction">L_rec.</param>
    /// <param name="predictionWeight">λ1; 0.1 in the paper.</param>
    /// <param name="reconstructionWeight">λ2; 0.1 in the paper.</param>
    public static CompleterLoss Of(Tensor contrast, Tensor? prediction, Tensor reconstruction, double predictionWeight, double reconstructionWeight)
    {
        Tensor total = contrast.add(reconstruction.mul(reconstructionWeight));
        return new CompleterLoss(prediction is null ? total : total.add(prediction.mul(predictionWeight)), contrast, prediction ?? torch.zeros([]), reconstruction);
    }

    /// <summary>L_cl, a scalar.</summary>
    /// <param name="first">z1, [B, h] rows that sum to 1.</param>
    /// <param name="second">z2, [B, h], the same images through the other view.</param>
    /// <param name="entropyWeight">α; 9 in the paper.</param>
    public static Tensor MutualInformation(Tensor first, Tensor second, double entropyWeight)
    {
        Tensor joint = torch.mm(first.t(), second); // [h, h]
        joint = joint.add(joint.t());
        joint = joint.div(joint.sum()).clamp_min(Least);
        Tensor a = joint.sum(1L, true).log().mul(entropyWeight + 1), b = joint.sum(0L, true).log().mul(entropyWeight + 1);
        return joint.mul(joint.log().sub(a).sub(b)).sum().neg();
    }

    /// <summary>Mean squared error of two pairs, added: MSE(a, b) + MSE(c, d).</summary>
    public static Tensor Errors(Tensor a, Tensor b, Tensor c, Tensor d) => nn.functional.mse_loss(a, b).add(nn.functional.mse_loss(c, d));
}
