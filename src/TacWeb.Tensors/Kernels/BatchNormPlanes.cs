using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>Batch normalisation of [n, channels, area] by channels, forward and backward; sums in double over short runs.</summary>
internal static unsafe class BatchNormPlanes
{
    private const int Run = 256;

    public static torch.Tensor Forward(torch.Tensor input, torch.Tensor gamma, torch.Tensor beta, torch.Tensor mean, torch.Tensor variance, double eps)
    {
        using torch.Tensor plain = input.contiguous(), scales = gamma.contiguous(), shifts = beta.contiguous();
        torch.Tensor result = torch.Tensor.Empty(input.Sizes, torch.ScalarType.Float32);
        float* x = plain.Floats(), y = result.Floats(), scale = scales.Floats(), shift = shifts.Floats(), m = mean.Floats(), v = variance.Floats();
        ForChannels(input, (planes, channel) =>
        {
            m[channel] = (float)(planes.Sum(x, null, 0, channel) / planes.Values);
            v[channel] = (float)(planes.Sum(x, x, m[channel], channel) / planes.Values);
            float factor = (float)(scale[channel] / Math.Sqrt(v[channel] + eps));
            planes.Combine(x, null, y, channel, m[channel], factor, 0, shift[channel]);
        });
        return result;
    }

    /// <summary>The gradients of input, gamma and beta.</summary>
    public static torch.Tensor[] Backward(torch.Tensor gradient, torch.Tensor input, torch.Tensor gamma, torch.Tensor mean, torch.Tensor variance, double eps)
    {
        using torch.Tensor plain = input.contiguous(), given = gradient.contiguous(), scales = gamma.contiguous();
        torch.Tensor result = torch.Tensor.Empty(input.Sizes, torch.ScalarType.Float32);
        torch.Tensor dGamma = torch.Tensor.Empty(mean.Sizes, torch.ScalarType.Float32), dBeta = torch.Tensor.Empty(mean.Sizes, torch.ScalarType.Float32);
        float* x = plain.Floats(), g = given.Floats(), to = result.Floats(), scale = scales.Floats(), m = mean.Floats(), v = variance.Floats();
        float* toGamma = dGamma.Floats(), toBeta = dBeta.Floats();
        ForChannels(input, (planes, channel) =>
        {
            // dx = γσ·(g − mean(g) − x̂·mean(g·x̂)) = b·(x − m) + a·g + c, with x̂ = σ(x − m).
            double total = planes.Sum(g, null, 0, channel), inverse = 1 / Math.Sqrt(v[channel] + eps);
            double dot = planes.Sum(x, g, m[channel], channel) * inverse, outer = scale[channel] * inverse;
            (toBeta[channel], toGamma[channel]) = ((float)total, (float)dot);
            planes.Combine(x, g, to, channel, m[channel], (float)(-outer * inverse * dot / planes.Values), (float)outer, (float)(-outer * total / planes.Values));
        });
        return [result, dGamma, dBeta];
    }

    private static void ForChannels(torch.Tensor input, Action<Planes, int> body)
    {
        Planes planes = new((int)input.Sizes[0], (int)input.Sizes[1], checked((int)input.Sizes[2]));
        ThreadTeam.For(planes.Channels, Math.Max(1, (1 << 15) / Math.Max(1, (long)planes.Values)), (from, to) =>
        {
            for (int channel = (int)from; channel < to; channel++)
            {
                body(planes, channel);
            }
        });
    }

    private readonly record struct Planes(int Images, int Channels, int Area)
    {
        public double Values => (double)Images * Area;

        /// <summary>Σ x, or Σ (x − m)·(y − m) where y is x, or Σ (x − m)·y.</summary>
        public double Sum(float* x, float* y, float mean, int channel)
        {
            double sum = 0;
            for (int image = 0; image < Images; image++)
            {
                long start = (((long)image * Channels) + channel) * Area;
                for (int i = 0; i < Area; i += Run)
                {
                    sum += Part(x + start + i, y == null ? null : y + start + i, mean, Math.Min(Run, Area - i), x == y);
                }
            }

            return sum;
        }

        /// <summary>to = b·(x − m) + a·g + c.</summary>
        public void Combine(float* x, float* g, float* to, int channel, float mean, float b, float a, float c)
        {
            for (int image = 0; image < Images; image++)
            {
                long start = (((long)image * Channels) + channel) * Area;
                CombinePlane(x + start, g == null ? null : g + start, to + start, Area, mean, b, a, c);
            }
        }

        private static double Part(float* x, float* y, float mean, int count, bool square)
        {
            int width = Vector<float>.Count, i = 0;
            Vector<float> sum = Vector<float>.Zero, shift = new(mean);
            for (; i + width <= count; i += width)
            {
                Vector<float> value = Vector.Load(x + i);
                if (y != null)
                {
                    value -= shift;
                    value *= square ? value : Vector.Load(y + i);
                }

                sum += value;
            }

            float rest = 0;
            for (; i < count; i++)
            {
                float value = y == null ? x[i] : x[i] - mean;
                rest += y == null ? value : value * (square ? value : y[i]);
            }

            return (double)Vector.Sum(sum) + rest;
        }

        private static void CombinePlane(float* x, float* g, float* to, int count, float mean, float b, float a, float c)
        {
            int width = Vector<float>.Count, i = 0;
            Vector<float> shift = new(mean), first = new(b), second = new(a), third = new(c);
            for (; i + width <= count; i += width)
            {
                Vector<float> value = ((Vector.Load(x + i) - shift) * first) + third;
                Vector.Store(g == null ? value : value + (Vector.Load(g + i) * second), to + i);
            }

            for (; i < count; i++)
            {
                float value = ((x[i] - mean) * b) + c;
                to[i] = g == null ? value : value + (g[i] * a);
            }
        }
    }
}
