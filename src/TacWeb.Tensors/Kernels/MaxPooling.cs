namespace TacWeb.Tensors.Kernels;

/// <summary>The place of the largest value under each place of a window.</summary>
/// <param name="Height">Rows of the image.</param>
/// <param name="Width">Columns of the image.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">Steps between places.</param>
/// <param name="Padding">What is added around the image.</param>
/// <param name="Dilation">Steps within the window.</param>
/// <param name="Ceil">Places that lie partly beyond the end count too, if they start on the image or its padding.</param>
internal sealed unsafe record MaxPooling(int Height, int Width, int Kernel, int Stride, int Padding, int Dilation, bool Ceil)
{
    public int High => Places(Height);

    public int Wide => Places(Width);

    /// <summary>Positions within each plane, [planes, high·wide], for images [planes, height·width].</summary>
    public torch.Tensor Positions(torch.Tensor planes)
    {
        long count = planes.Sizes[0];
        torch.Tensor result = torch.Tensor.Empty([count, (long)High * Wide], torch.ScalarType.Int64);
        using torch.Tensor plain = planes.contiguous();
        float* from = plain.Floats();
        long* to = result.Longs();
        ThreadTeam.For(count, Math.Max(1, (1 << 14) / Math.Max(1, High * Wide * Kernel)), (first, end) =>
        {
            for (long plane = first; plane < end; plane++)
            {
                Plane(from + (plane * Height * Width), to + (plane * High * Wide));
            }
        });
        return result;
    }

    private void Plane(float* x, long* to)
    {
        int high = High, wide = Wide;
        for (int row = 0; row < high; row++)
        {
            for (int column = 0; column < wide; column++)
            {
                *to++ = Largest(x, (row * Stride) - Padding, (column * Stride) - Padding);
            }
        }
    }

    private int Largest(float* x, int top, int left)
    {
        int best = -1;
        for (int i = 0, y = top; i < Kernel; i++, y += Dilation)
        {
            if ((uint)y >= (uint)Height)
            {
                continue;
            }

            for (int j = 0, at = left; j < Kernel; j++, at += Dilation)
            {
                int place = (y * Width) + at;
                if ((uint)at < (uint)Width && (best < 0 || x[place] > x[best] || float.IsNaN(x[place])))
                {
                    best = place;
                }
            }
        }

        return best;
    }

    private int Places(int size)
    {
        int reach = size + (2 * Padding) - (Dilation * (Kernel - 1)) - 1;
        int places = ((Ceil ? reach + Stride - 1 : reach) / Stride) + 1;

        // The last window must start within the image or the padding before it.
        return Ceil && (places - 1) * Stride >= size + Padding ? places - 1 : places;
    }
}
