using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Another choice of nouns: by the norm of the gradient that each would give a classifier of the semantic centres (methods §4.2-3).</summary>
/// <remarks>
/// p = softmax over the centres at temperature 0.04, c = max p; the gradient of −log c has the norm √((Σ p² − c² + (1 − c)²)·‖t‖²). Each centre keeps the 5 nouns of its class with the smallest. Source: GradNorm, ICCV 2025.
/// </remarks>
internal static class GradNormFilter
{
    private const double Temperature = 0.04;
    private const int ChunkRows = 4096;

    /// <summary>Row numbers of the kept nouns, ascending.</summary>
    /// <param name="centres">[k, d] unit rows.</param>
    /// <param name="nouns">[V, d] unit rows.</param>
    /// <param name="cancellationToken">Checked once a chunk.</param>
    public static int[] Select(Vectors centres, Vectors nouns, CancellationToken cancellationToken)
    {
        BestRows best = new(centres.Count, NounFilter.NounsPerCentre);
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor columns = TensorBridge.Block(centres, 0, centres.Count).t().div(Temperature); // [d, k]
        foreach ((int start, int count) in NounFilter.Chunks(nouns.Count, ChunkRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope chunk = torch.NewDisposeScope();
            Tensor p = torch.softmax(torch.mm(TensorBridge.Block(nouns, start, count), columns), 1);
            (Tensor confidence, Tensor centre) = p.max(1);
            float[] norms = TensorBridge.ToArray(p.square().sum(1L).sub(confidence.square()).add(confidence.neg().add(1).square()));
            long[] classes = centre.data<long>().ToArray();
            for (int i = 0; i < count; i++)
            {
                best.Offer((int)classes[i], -norms[i], start + i); // the root and ‖t‖ = 1 change no order
            }
        }

        return best.Union();
    }
}
