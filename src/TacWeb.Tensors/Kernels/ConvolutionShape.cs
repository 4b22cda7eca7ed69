namespace TacWeb.Tensors.Kernels;

/// <summary>Sizes of a two-dimensional convolution x [Batch, Inputs, Height, Width] → y [Batch, Outputs, High, Wide] with weights [Outputs, Inputs, KernelHeight, KernelWidth].</summary>
/// <param name="Batch">Images.</param>
/// <param name="Inputs">Channels of x.</param>
/// <param name="Height">Rows of x.</param>
/// <param name="Width">Columns of x.</param>
/// <param name="Outputs">Channels of y.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="Stride">Steps between places of the kernel.</param>
/// <param name="Padding">Zeros around x.</param>
/// <param name="Dilation">Steps between elements of the kernel.</param>
internal sealed record ConvolutionShape(
    int Batch, int Inputs, int Height, int Width, int Outputs, int KernelHeight, int KernelWidth, (int Y, int X) Stride, (int Y, int X) Padding, (int Y, int X) Dilation)
{
    /// <summary>Rows of y.</summary>
    public int High => Places(Height, KernelHeight, Stride.Y, Padding.Y, Dilation.Y);

    /// <summary>Columns of y.</summary>
    public int Wide => Places(Width, KernelWidth, Stride.X, Padding.X, Dilation.X);

    /// <summary>Places of the kernel on one image.</summary>
    public int Area => High * Wide;

    /// <summary>Elements of x under the kernel.</summary>
    public int Taps => Inputs * KernelHeight * KernelWidth;

    public long[] XSizes => [Batch, Inputs, Height, Width];

    public long[] YSizes => [Batch, Outputs, High, Wide];

    public long[] WeightSizes => [Outputs, Inputs, KernelHeight, KernelWidth];

    /// <summary>The shape for an x and weights.</summary>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static ConvolutionShape Of(torch.Tensor x, torch.Tensor weight, (int Y, int X) stride, (int Y, int X) padding, (int Y, int X) dilation)
    {
        ConvolutionShape shape = From(x, weight, stride, padding, dilation);
        return x.Sizes[1] == weight.Sizes[1] && shape.High > 0 && shape.Wide > 0 ? shape with { Height = (int)x.Sizes[2], Width = (int)x.Sizes[3] } : throw Unfit(x, weight);
    }

    /// <summary>The shape whose y is given: the one a transposed convolution undoes.</summary>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static ConvolutionShape OfTransposed(
        torch.Tensor y, torch.Tensor weight, (int Y, int X) stride, (int Y, int X) padding, (int Y, int X) dilation, (int Y, int X) extra)
    {
        ConvolutionShape shape = From(y, weight, stride, padding, dilation);
        int height = ((shape.Height - 1) * stride.Y) - (2 * padding.Y) + (dilation.Y * (shape.KernelHeight - 1)) + 1 + extra.Y;
        int width = ((shape.Width - 1) * stride.X) - (2 * padding.X) + (dilation.X * (shape.KernelWidth - 1)) + 1 + extra.X;
        ConvolutionShape result = shape with { Height = height, Width = width };
        return y.Sizes[1] == weight.Sizes[0] && height > 0 && width > 0 && result.High == y.Sizes[2] && result.Wide == y.Sizes[3] ? result : throw Unfit(y, weight);
    }

    private static ConvolutionShape From(torch.Tensor images, torch.Tensor weight, (int Y, int X) stride, (int Y, int X) padding, (int Y, int X) dilation)
        => images.Sizes.Length == 4 && weight.Sizes.Length == 4
            ? new((int)images.Sizes[0], (int)weight.Sizes[1], (int)images.Sizes[2], (int)images.Sizes[3], (int)weight.Sizes[0], (int)weight.Sizes[2], (int)weight.Sizes[3], stride, padding, dilation)
            : throw Unfit(images, weight);

    private static ArgumentException Unfit(torch.Tensor images, torch.Tensor weight)
        => new($"Images [{string.Join(", ", images.Sizes)}] do not fit weights [{string.Join(", ", weight.Sizes)}].");

    private static int Places(int size, int kernel, int stride, int padding, int dilation) => ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
}
