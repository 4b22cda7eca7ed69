using System.Numerics;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>The three products of a convolution: its result, the gradient of its input, the gradient of its weights. Each is linear in both arguments, and each one's derivatives are the other two.</summary>
/// <remarks>im2col for a few images at a time, small enough for the cache, and the matrix product. Each thread takes images of its own, or, for the weights, taps of its own: results do not depend on the number of threads.</remarks>
internal static unsafe class Convolutions
{
    private const int Room = 1 << 18;
    private const int Enough = 512;

    [ThreadStatic]
    private static Scratch? t_columns;

    [ThreadStatic]
    private static Scratch? t_maps;

    /// <summary>y = W ∗ x (+ bias).</summary>
    public static torch.Tensor Forward(ConvolutionShape shape, torch.Tensor x, torch.Tensor weight, torch.Tensor? bias)
    {
        torch.Tensor result = torch.Tensor.Empty(shape.YSizes, torch.ScalarType.Float32);
        using torch.Tensor images = x.contiguous(), kernels = weight.contiguous();
        using torch.Tensor? shifts = bias?.contiguous();
        float* from = images.Floats(), w = kernels.Floats(), to = result.Floats(), shift = shifts is null ? null : shifts.Floats();
        int area = shape.Area, taps = shape.Taps;
        ForGroups(shape, (first, count) =>
        {
            float* columns = Columns(taps, count, area), y = to + ((long)first * shape.Outputs * area);
            ImageColumns.Gather(shape, from + XStart(shape, first), count, 0, taps, columns);
            Matrix left = new((nint)w, taps, 1), right = new((nint)columns, (long)count * area, 1);
            if (count == 1)
            {
                Gemm.Multiply(shape.Outputs, area, taps, left, right, y, area);
                for (int channel = 0; shift != null && channel < shape.Outputs; channel++)
                {
                    Shift(y + ((long)channel * area), y + ((long)channel * area), area, shift[channel]);
                }

                return;
            }

            float* maps = Maps(shape, count);
            Gemm.Multiply(shape.Outputs, count * area, taps, left, right, maps, (long)count * area);
            ToImages(maps, y, shape.Outputs, count, area, shift);
        });
        return result;
    }

    /// <summary>The gradient of x: each element of y spread over what the kernel saw. Also the transposed convolution of y.</summary>
    public static torch.Tensor Transposed(ConvolutionShape shape, torch.Tensor y, torch.Tensor weight)
    {
        torch.Tensor result = torch.zeros(shape.XSizes);
        using torch.Tensor images = y.contiguous(), kernels = weight.contiguous();
        float* from = images.Floats(), w = kernels.Floats(), to = result.Floats();
        int area = shape.Area, taps = shape.Taps;
        ForGroups(shape, (first, count) =>
        {
            float* columns = Columns(taps, count, area), maps = ToMaps(shape, from, first, count);
            Gemm.Multiply(taps, count * area, shape.Outputs, new((nint)w, 1, taps), new((nint)maps, (long)count * area, 1), columns, (long)count * area);
            ImageColumns.Scatter(shape, columns, count, to + XStart(shape, first));
        });
        return result;
    }

    /// <summary>The gradient of the weights for the gradient of y.</summary>
    public static torch.Tensor Weights(ConvolutionShape shape, torch.Tensor x, torch.Tensor y)
    {
        torch.Tensor result = torch.zeros(shape.WeightSizes);
        using torch.Tensor images = x.contiguous(), gradients = y.contiguous();
        float* from = images.Floats(), given = gradients.Floats(), to = result.Floats();
        int area = shape.Area, taps = shape.Taps, group = GroupSize(shape);
        ThreadTeam.For(taps, Grain(shape) / Math.Max(1, shape.Batch * area), (low, high) =>
        {
            int wanted = (int)(high - low);
            for (int first = 0; first < shape.Batch; first += group)
            {
                int count = Math.Min(group, shape.Batch - first);
                float* columns = Columns(wanted, count, area), maps = ToMaps(shape, given, first, count);
                ImageColumns.Gather(shape, from + XStart(shape, first), count, (int)low, wanted, columns);
                Gemm.Multiply(
                    shape.Outputs, wanted, count * area, new((nint)maps, (long)count * area, 1), new((nint)columns, 1, (long)count * area), to + low, taps, accumulate: true);
            }
        });
        return result;
    }

    private static void ForGroups(ConvolutionShape shape, Action<int, int> body)
    {
        int group = GroupSize(shape);
        ThreadTeam.For(shape.Batch, Grain(shape) / Math.Max(1, shape.Taps * shape.Area), (from, to) =>
        {
            for (int first = (int)from; first < to; first += group)
            {
                body(first, (int)Math.Min(group, to - first));
            }
        });
    }

    // Products are worth a second thread from about 400,000 operations on.
    private static long Grain(ConvolutionShape shape) => 200_000 / Math.Max(1, shape.Outputs);

    private static int GroupSize(ConvolutionShape shape)
    {
        int area = Math.Max(1, shape.Area), least = (Enough + area - 1) / area, fit = Room / Math.Max(1, shape.Taps * area);
        return Math.Max(1, Math.Min(least, Math.Max(fit, 1 + (128 / area))));
    }

    private static float* Columns(int taps, int images, int area) => (t_columns ??= new Scratch()).Floats((long)taps * images * area);

    private static float* Maps(ConvolutionShape shape, int images) => (t_maps ??= new Scratch()).Floats((long)shape.Outputs * images * shape.Area);

    private static long XStart(ConvolutionShape shape, int image) => (long)image * shape.Inputs * shape.Height * shape.Width;

    /// <summary>[images, channels, area] as [channels, images·area]; one image already is.</summary>
    private static float* ToMaps(ConvolutionShape shape, float* y, int first, int count)
    {
        int area = shape.Area;
        float* from = y + ((long)first * shape.Outputs * area);
        if (count == 1)
        {
            return from;
        }

        float* maps = Maps(shape, count), to = maps;
        for (int channel = 0; channel < shape.Outputs; channel++)
        {
            for (int image = 0; image < count; image++, to += area)
            {
                new ReadOnlySpan<float>(from + ((((long)image * shape.Outputs) + channel) * area), area).CopyTo(new Span<float>(to, area));
            }
        }

        return maps;
    }

    private static void ToImages(float* maps, float* y, int channels, int images, int area, float* bias)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            for (int image = 0; image < images; image++, maps += area)
            {
                float* to = y + ((((long)image * channels) + channel) * area);
                if (bias == null)
                {
                    new ReadOnlySpan<float>(maps, area).CopyTo(new Span<float>(to, area));
                }
                else
                {
                    Shift(maps, to, area, bias[channel]);
                }
            }
        }
    }

    private static void Shift(float* from, float* to, int count, float shift)
    {
        int width = Vector<float>.Count, i = 0;
        Vector<float> added = new(shift);
        for (; i + width <= count; i += width)
        {
            Vector.Store(Vector.Load(from + i) + added, to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i] + shift;
        }
    }
}
