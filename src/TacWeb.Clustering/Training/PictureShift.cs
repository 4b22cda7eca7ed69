using System.Runtime.InteropServices;
using TacWeb.Core;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Batches of square grey pictures, each moved by a random number of pixels in both directions; what comes in is 0.</summary>
/// <remarks>Source: Guo et al., "Deep Embedded Clustering with Data Augmentation", ACML 2018.</remarks>
internal sealed class PictureShift
{
    private readonly int _side;
    private readonly int _most;
    private readonly Random _random;

    /// <param name="dimension">d, a square.</param>
    /// <param name="most">Pixels.</param>
    /// <param name="random">Draws the moves.</param>
    /// <exception cref="TacWebException">d is no square.</exception>
    public PictureShift(int dimension, int most, Random random)
    {
        (_side, _most, _random) = ((int)Math.Sqrt(dimension), most, random);
        if (_side * _side != dimension)
        {
            throw new TacWebException($"Only square grey pictures can be moved (shift={most}); {dimension} numbers a row are none.");
        }
    }

    /// <summary>The given rows, each moved, [B, d].</summary>
    public Tensor Rows(Vectors source, int[] rows)
    {
        Tensor taken = torch.zeros(rows.Length, source.Dimension);
        Span<float> target = MemoryMarshal.Cast<byte, float>(taken.bytes);
        for (int i = 0; i < rows.Length; i++)
        {
            Move(source[rows[i]], target.Slice(i * source.Dimension, source.Dimension), Draw(), Draw());
        }

        return taken;
    }

    private int Draw() => _random.Next(-_most, _most + 1);

    private void Move(ReadOnlySpan<float> picture, Span<float> target, int down, int right)
    {
        int width = _side - Math.Abs(right);
        for (int y = Math.Max(0, down); y < Math.Min(_side, _side + down) && width > 0; y++)
        {
            picture.Slice(((y - down) * _side) + Math.Max(0, -right), width).CopyTo(target[((y * _side) + Math.Max(0, right))..]);
        }
    }
}
