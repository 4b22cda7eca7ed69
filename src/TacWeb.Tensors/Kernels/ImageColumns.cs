using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>im2col and its adjoint for a group of images: [taps, images·area], what each tap of the kernel sees at each place.</summary>
internal static unsafe class ImageColumns
{
    /// <summary>Writes a run of taps for a group of images.</summary>
    public static void Gather(ConvolutionShape shape, float* x, int images, int firstTap, int taps, float* columns)
    {
        int area = shape.Area, plane = shape.Height * shape.Width;
        for (int tap = firstTap; tap < firstTap + taps; tap++)
        {
            Tap at = new(shape, tap);
            for (int image = 0; image < images; image++, columns += area)
            {
                GatherPlane(shape, at, x + (((long)image * shape.Inputs) + at.Channel) * plane, columns);
            }
        }
    }

    /// <summary>Adds all taps of a group of images to the images, which must be cleared before.</summary>
    public static void Scatter(ConvolutionShape shape, float* columns, int images, float* x)
    {
        int area = shape.Area, plane = shape.Height * shape.Width;
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            Tap at = new(shape, tap);
            for (int image = 0; image < images; image++, columns += area)
            {
                ScatterPlane(shape, at, columns, x + (((long)image * shape.Inputs) + at.Channel) * plane);
            }
        }
    }

    private static void GatherPlane(ConvolutionShape shape, Tap at, float* x, float* to)
    {
        int high = shape.High, wide = shape.Wide, step = shape.Stride.X;
        for (int row = 0; row < high; row++, to += wide)
        {
            int y = (row * shape.Stride.Y) + at.Y;
            if ((uint)y >= (uint)shape.Height || at.First >= at.End)
            {
                new Span<float>(to, wide).Clear();
                continue;
            }

            float* from = x + ((long)y * shape.Width) + at.X;
            for (int i = 0; i < at.First; i++)
            {
                to[i] = 0;
            }

            if (step == 1)
            {
                Copy(from + at.First, to + at.First, at.End - at.First);
            }
            else
            {
                for (int i = at.First; i < at.End; i++)
                {
                    to[i] = from[i * step];
                }
            }

            for (int i = at.End; i < wide; i++)
            {
                to[i] = 0;
            }
        }
    }

    private static void ScatterPlane(ConvolutionShape shape, Tap at, float* from, float* x)
    {
        int high = shape.High, wide = shape.Wide, step = shape.Stride.X;
        for (int row = 0; row < high; row++, from += wide)
        {
            int y = (row * shape.Stride.Y) + at.Y;
            if ((uint)y >= (uint)shape.Height)
            {
                continue;
            }

            float* to = x + ((long)y * shape.Width) + at.X;
            if (step == 1)
            {
                Add(from + at.First, to + at.First, at.End - at.First);
                continue;
            }

            for (int i = at.First; i < at.End; i++)
            {
                to[i * step] += from[i];
            }
        }
    }

    // Rows of images are short: a call to copy memory would cost more than the copy.
    private static void Copy(float* from, float* to, int count)
    {
        int width = Vector<float>.Count, i = 0;
        for (; i + width <= count; i += width)
        {
            Vector.Store(Vector.Load(from + i), to + i);
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }

    private static void Add(float* from, float* to, int count)
    {
        int width = Vector<float>.Count, i = 0;
        for (; i + width <= count; i += width)
        {
            Vector.Store(Vector.Load(to + i) + Vector.Load(from + i), to + i);
        }

        for (; i < count; i++)
        {
            to[i] += from[i];
        }
    }

    /// <summary>One element of the kernel: its channel, its shift, and the places First … End − 1 of a row at which it lies on the image.</summary>
    private readonly struct Tap
    {
        public Tap(ConvolutionShape shape, int index)
        {
            (index, int x) = Math.DivRem(index, shape.KernelWidth);
            (Channel, int y) = Math.DivRem(index, shape.KernelHeight);
            Y = (y * shape.Dilation.Y) - shape.Padding.Y;
            X = (x * shape.Dilation.X) - shape.Padding.X;
            int step = shape.Stride.X;
            First = X >= 0 ? 0 : Math.Min(shape.Wide, (-X + step - 1) / step);
            End = Math.Clamp((shape.Width - X + step - 1) / step, First, shape.Wide);
        }

        public int Channel { get; }

        public int Y { get; }

        public int X { get; }

        public int First { get; }

        public int End { get; }
    }
}
