using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.External;

/// <summary>How much each of MoDE's experts counts for given class names.</summary>
/// <remarks>
/// For each class name l of L, d_l is the distance to its nearest fine centre, which belongs to coarse cluster c(l); a_c = Σ_{l: c(l)=c} exp((s₊ − d_l)·s×), s× = 5·log10(max(10, L − 200)), s₊ = exp(0.5 − √L) if L &lt; 10 else 0;
/// weights = softmax(a / 8). Source: facebookresearch/MetaCLIP, apps/mode; methods §2.6.
/// </remarks>
internal static class ModeEnsemble
{
    private const double Temperature = 8;

    /// <summary>One weight a coarse cluster; they sum to 1.</summary>
    /// <param name="classTexts">[L, d].</param>
    /// <param name="fine">[m, d] fine centres.</param>
    /// <param name="coarse">Coarse cluster of each fine centre.</param>
    /// <param name="clusters">n.</param>
    public static double[] Weights(Vectors classTexts, Vectors fine, int[] coarse, int clusters)
    {
        int count = classTexts.Count;
        double times = 5 * Math.Log10(Math.Max(10, count - 200)), plus = count < 10 ? Math.Exp(0.5 - Math.Sqrt(count)) : 0;
        double[] nearness = new double[clusters];
        for (int name = 0; name < count; name++)
        {
            (int centre, float distance) = Nearest(classTexts[name], fine);
            nearness[coarse[centre]] += Math.Exp((plus - distance) * times);
        }

        double most = nearness.Max();
        double[] weights = [.. nearness.Select(value => Math.Exp((value - most) / Temperature))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static (int Centre, float Distance) Nearest(ReadOnlySpan<float> row, Vectors fine)
    {
        (int best, float least) = (0, float.PositiveInfinity);
        for (int centre = 0; centre < fine.Count; centre++)
        {
            float distance = TensorPrimitives.Distance(row, fine[centre]);
            (best, least) = distance < least ? (centre, distance) : (best, least);
        }

        return (best, least);
    }
}
