using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Runs a network over all rows in blocks, without gradients.</summary>
internal static class BlockEvaluation
{
    private const int BlockRows = 4096;

    /// <summary>The values of all rows, [N, columns] row-major.</summary>
    /// <param name="rows">[N, d].</param>
    /// <param name="columns">Width of what <paramref name="forward"/> gives.</param>
    /// <param name="forward">From [B, d] to [B, columns].</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static float[] Of(Vectors rows, int columns, Func<Tensor, Tensor> forward, CancellationToken cancellationToken)
    {
        float[] values = new float[rows.Count * columns];
        using IDisposable noGradient = torch.no_grad();
        foreach ((int start, int count) in NounFilter.Chunks(rows.Count, BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = torch.NewDisposeScope();
            TensorBridge.ToArray(forward(TensorBridge.Block(rows, start, count))).CopyTo(values, start * columns);
        }

        return values;
    }
}
