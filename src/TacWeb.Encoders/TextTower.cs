using System.Buffers;
using TacWeb.Encoders.Models;

namespace TacWeb.Encoders;

/// <summary>Runs the text graph over token lists, in runs of one exact length.</summary>
/// <remarks>
/// A vector must not depend on what else is in its run. ONNX Runtime's products and sums give a row the same bits whatever its place and however many rows there
/// are, from two on; a single row takes other code paths (seen: 2e-7), so a text that is alone runs beside its own copy. A test compares the bits.
/// </remarks>
/// <param name="graph">The opened graph.</param>
/// <param name="info">Its model.</param>
internal sealed class TextTower(EncoderGraph graph, EncoderInfo info)
{
    /// <summary>About so many tokens a run: large enough for full products, small enough for the caches.</summary>
    private const int TokensPerRun = 256;

    /// <summary>The raw vectors [count, d], in the order of the token lists.</summary>
    public float[] Run(int[][] texts, RunOptions run, CancellationToken cancellationToken)
    {
        var values = new float[texts.Length * info.Dimension];
        foreach (var length in Enumerable.Range(0, texts.Length).GroupBy(i => texts[i].Length).OrderBy(group => group.Key))
        {
            foreach (var rows in length.Chunk(Math.Max(1, TokensPerRun / length.Key)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(texts, rows.Length > 1 ? rows : [rows[0], rows[0]], length.Key, values, run, cancellationToken);
            }
        }

        return values;
    }

    private void Run(int[][] texts, int[] rows, int length, float[] values, RunOptions run, CancellationToken cancellationToken)
    {
        var output = ArrayPool<float>.Shared.Rent(rows.Length * info.Dimension);
        var inputs = new OrtValue[graph.Inputs.Count];
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = Input(graph.Inputs[i], texts, rows, length);
            }

            graph.Run(inputs, output.AsMemory(0, rows.Length * info.Dimension), (rows.Length, info.Dimension), run, cancellationToken);
            for (var i = 0; i < rows.Length; i++)
            {
                output.AsSpan(i * info.Dimension, info.Dimension).CopyTo(values.AsSpan(rows[i] * info.Dimension));
            }
        }
        finally
        {
            Array.ForEach(inputs, input => input?.Dispose());
            ArrayPool<float>.Shared.Return(output);
        }
    }

    private static OrtValue Input(GraphInput input, int[][] texts, int[] rows, int length)
    {
        int At(int i) => input.Kind switch
        {
            GraphInputKind.TokenIds => texts[rows[i / length]][i % length],
            GraphInputKind.AttentionMask => 1,
            _ => 0,
        };

        return input.Wide ? Fill(rows.Length, length, i => (long)At(i)) : Fill(rows.Length, length, At);
    }

    private static OrtValue Fill<T>(int rows, int length, Func<int, T> at)
        where T : unmanaged
    {
        var values = new T[rows * length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = at(i);
        }

        return OrtValue.CreateTensorValueFromMemory<T>(OrtMemoryInfo.DefaultInstance, values, [rows, length]);
    }
}
