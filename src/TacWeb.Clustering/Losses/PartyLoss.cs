namespace TacWeb.Clustering.Losses;

/// <summary>PARTY's loss: ½‖x − x̂‖² + λ₁‖h − Σ_j c_j h_j‖², mean over the rows, + λ₂ Σ (‖W‖² + ‖b‖²) (paper, eq. 6; methods §2.2).</summary>
internal static class PartyLoss
{
    /// <param name="rows">x, [m, d].</param>
    /// <param name="rebuilt">x̂, [m, d].</param>
    /// <param name="codes">h, [m, p].</param>
    /// <param name="expressed">Σ_j c_j h_j: each code by the codes of its atoms, [m, p].</param>
    /// <param name="parameters">All weights and biases.</param>
    /// <param name="sparsity">λ₁.</param>
    /// <param name="decay">λ₂.</param>
    public static (Tensor Total, Tensor Reconstruction, Tensor Expression) Of(Tensor rows, Tensor rebuilt, Tensor codes, Tensor expressed, IEnumerable<Tensor> parameters, double sparsity, double decay)
    {
        Tensor reconstruction = rows.sub(rebuilt).pow(2).sum(1).mean().mul(0.5);
        Tensor expression = codes.sub(expressed).pow(2).sum(1).mean();
        Tensor weights = parameters.Select(parameter => parameter.pow(2).sum()).Aggregate((sum, next) => sum.add(next));
        return (reconstruction.add(expression.mul(sparsity)).add(weights.mul(decay)), reconstruction, expression);
    }
}
