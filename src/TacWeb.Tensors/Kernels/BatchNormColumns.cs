using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>Batch normalisation of a matrix by columns, forward and backward, each in few passes; sums in double over short runs of rows.</summary>
internal static unsafe class BatchNormColumns
{
    private const int Panel = 128;
    private const int Run = 16;

    public static torch.Tensor Forward(torch.Tensor input, torch.Tensor gamma, torch.Tensor beta, torch.Tensor mean, torch.Tensor variance, double eps)
    {
        using torch.Tensor plain = input.contiguous();
        using torch.Tensor scales = gamma.contiguous(), shifts = beta.contiguous();
        torch.Tensor result = torch.Tensor.Empty(input.Sizes, torch.ScalarType.Float32);
        float* x = plain.Floats(), y = result.Floats(), scale = scales.Floats(), shift = shifts.Floats(), m = mean.Floats(), v = variance.Floats();
        int rows = checked((int)input.Sizes[0]), columns = checked((int)input.Sizes[1]);
        ForPanels(rows, columns, (first, width) =>
        {
            double* sums = stackalloc double[Panel];
            SumPanel(x + first, rows, columns, width, sums, null, null);
            Store(sums, width, rows, m + first);
            SumPanel(x + first, rows, columns, width, sums, m + first, null);
            Store(sums, width, rows, v + first);
            float* factor = stackalloc float[Panel];
            for (int j = 0; j < width; j++)
            {
                factor[j] = (float)(scale[first + j] / Math.Sqrt(v[first + j] + eps));
            }

            Apply(x + first, y + first, rows, columns, width, m + first, factor, shift + first);
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
        int rows = checked((int)input.Sizes[0]), columns = checked((int)input.Sizes[1]);
        ForPanels(rows, columns, (first, width) =>
        {
            double* sums = stackalloc double[Panel];
            SumPanel(g + first, rows, columns, width, sums, null, null);
            Store(sums, width, 1, toBeta + first);
            SumPanel(x + first, rows, columns, width, sums, m + first, g + first);

            // dx = γσ·(g − mean(g) − x̂·mean(g·x̂)) = a·g + b·(x − m) + c for each column, with x̂ = σ(x − m).
            float* a = stackalloc float[Panel], b = stackalloc float[Panel], c = stackalloc float[Panel];
            for (int j = 0; j < width; j++)
            {
                double inverse = 1 / Math.Sqrt(v[first + j] + eps), dot = sums[j] * inverse;
                toGamma[first + j] = (float)dot;
                double outer = scale[first + j] * inverse, slope = -outer * inverse * dot / rows;
                a[j] = (float)outer;
                b[j] = (float)slope;
                c[j] = (float)(-outer * toBeta[first + j] / rows);
            }

            Combine(g + first, x + first, to + first, rows, columns, width, m + first, a, b, c);
        });
        return [result, dGamma, dBeta];
    }

    private static void ForPanels(int rows, int columns, Action<int, int> body)
    {
        int panels = (columns + Panel - 1) / Panel;
        ThreadTeam.For(panels, Math.Max(1, (1 << 15) / Math.Max(1, rows * Math.Min(columns, Panel))), (from, to) =>
        {
            for (long panel = from; panel < to; panel++)
            {
                int first = (int)panel * Panel;
                body(first, Math.Min(Panel, columns - first));
            }
        });
    }

    /// <summary>Column sums of x, of (x − mean)², or of (x − mean)·g.</summary>
    private static void SumPanel(float* x, int rows, int stride, int width, double* sums, float* mean, float* g)
    {
        float* run = stackalloc float[Panel];
        new Span<double>(sums, Panel).Clear();
        for (int start = 0; start < rows; start += Run)
        {
            new Span<float>(run, Panel).Clear();
            for (int row = start; row < Math.Min(rows, start + Run); row++)
            {
                AddRow(x + ((long)row * stride), width, run, mean, g == null ? null : g + ((long)row * stride));
            }

            for (int j = 0; j < width; j++)
            {
                sums[j] += run[j];
            }
        }
    }

    private static void AddRow(float* x, int width, float* run, float* mean, float* g)
    {
        int step = Vector<float>.Count, j = 0;
        for (; j + step <= width; j += step)
        {
            Vector<float> value = Vector.Load(x + j);
            if (mean != null)
            {
                value -= Vector.Load(mean + j);
                value *= g == null ? value : Vector.Load(g + j);
            }

            Vector.Store(Vector.Load(run + j) + value, run + j);
        }

        for (; j < width; j++)
        {
            float value = mean == null ? x[j] : x[j] - mean[j];
            run[j] += mean == null ? value : value * (g == null ? value : g[j]);
        }
    }

    private static void Apply(float* x, float* y, int rows, int stride, int width, float* mean, float* factor, float* offset)
    {
        int step = Vector<float>.Count;
        for (int row = 0; row < rows; row++, x += stride, y += stride)
        {
            int j = 0;
            for (; j + step <= width; j += step)
            {
                Vector.Store(((Vector.Load(x + j) - Vector.Load(mean + j)) * Vector.Load(factor + j)) + Vector.Load(offset + j), y + j);
            }

            for (; j < width; j++)
            {
                y[j] = ((x[j] - mean[j]) * factor[j]) + offset[j];
            }
        }
    }

    private static void Combine(float* g, float* x, float* y, int rows, int stride, int width, float* mean, float* a, float* b, float* c)
    {
        int step = Vector<float>.Count;
        for (int row = 0; row < rows; row++, g += stride, x += stride, y += stride)
        {
            int j = 0;
            for (; j + step <= width; j += step)
            {
                Vector.Store((Vector.Load(g + j) * Vector.Load(a + j)) + ((Vector.Load(x + j) - Vector.Load(mean + j)) * Vector.Load(b + j)) + Vector.Load(c + j), y + j);
            }

            for (; j < width; j++)
            {
                y[j] = (g[j] * a[j]) + ((x[j] - mean[j]) * b[j]) + c[j];
            }
        }
    }

    private static void Store(double* sums, int width, double divisor, float* to)
    {
        for (int j = 0; j < width; j++)
        {
            to[j] = (float)(sums[j] / divisor);
        }
    }
}
