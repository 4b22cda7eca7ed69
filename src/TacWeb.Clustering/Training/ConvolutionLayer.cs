using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Training;

/// <summary>A trained 3×3 convolution with padding 1 and ReLU as managed arrays, batch normalisation folded in.</summary>
/// <param name="Weights">[out, in, 3, 3].</param>
/// <param name="Biases">[out].</param>
/// <param name="Stride">1 or 2.</param>
internal sealed record ConvolutionLayer(float[] Weights, float[] Biases, int Stride)
{
    /// <summary>Height and width of the kernel.</summary>
    public const int Kernel = 3;

    private const float Epsilon = 1e-5f; // of batch normalisation

    /// <summary>Planes it takes.</summary>
    public int Channels => Weights.Length / (Biases.Length * Kernel * Kernel);

    /// <summary>Takes over a layer with the statistics of evaluation mode.</summary>
    public static ConvolutionLayer Fold(Conv2d convolution, BatchNorm2d normalisation, int stride)
    {
        float[] weights = TensorBridge.ToArray(convolution.weight), biases = TensorBridge.ToArray(convolution.bias!);
        float[] scale = TensorBridge.ToArray(normalisation.weight!), shift = TensorBridge.ToArray(normalisation.bias!);
        float[] mean = TensorBridge.ToArray(normalisation.running_mean!), variance = TensorBridge.ToArray(normalisation.running_var!);
        int each = weights.Length / biases.Length;
        for (int unit = 0; unit < biases.Length; unit++)
        {
            float factor = scale[unit] / MathF.Sqrt(variance[unit] + Epsilon);
            Span<float> kernel = weights.AsSpan(unit * each, each);
            TensorPrimitives.Multiply(kernel, factor, kernel);
            biases[unit] = ((biases[unit] - mean[unit]) * factor) + shift[unit];
        }

        return new ConvolutionLayer(weights, biases, stride);
    }

    /// <summary>Planes [out, side/stride, side/stride] from planes [in, side, side].</summary>
    public float[] Apply(float[] planes, int side)
    {
        int small = side / Stride, channels = Channels;
        float[] result = new float[Biases.Length * small * small];
        for (int unit = 0; unit < Biases.Length; unit++)
        {
            Span<float> target = result.AsSpan(unit * small * small, small * small);
            target.Fill(Biases[unit]);
            for (int channel = 0; channel < channels; channel++)
            {
                Add(planes.AsSpan(channel * side * side, side * side), Weights.AsSpan(((unit * channels) + channel) * Kernel * Kernel, Kernel * Kernel), target, side);
            }

            TensorPrimitives.Max(target, 0f, target);
        }

        return result;
    }

    private void Add(ReadOnlySpan<float> plane, ReadOnlySpan<float> kernel, Span<float> target, int side)
    {
        int small = side / Stride;
        for (int y = 0; y < small; y++)
        {
            for (int place = 0; place < kernel.Length; place++)
            {
                int row = (y * Stride) + (place / Kernel) - 1, offset = (place % Kernel) - 1;
                if (row < 0 || row >= side)
                {
                    continue;
                }

                for (int x = 0; x < small; x++)
                {
                    int column = (x * Stride) + offset;
                    target[(y * small) + x] += column < 0 || column >= side ? 0 : kernel[place] * plane[(row * side) + column];
                }
            }
        }
    }
}
