using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Autograd;

/// <summary>Numerical derivatives: Σ w·f at x ± h, summed in double, fourth order so that a large step stays exact.</summary>
internal static class CentralDifferences
{
    private const double Step = 6e-3;

    public static void Compare(Tensor[] inputs, IList<Tensor> gradients, Func<Tensor> function, Tensor weights)
    {
        float[] factors = weights.data<float>().ToArray();
        for (int i = 0; i < inputs.Length; i++)
        {
            float[] expected = Numerical(inputs[i], () => Weighted(function, factors));
            float[] actual = gradients[i].data<float>().ToArray();
            Assert.Equal(inputs[i].shape, gradients[i].shape);
            float scale = Math.Max(1, expected.Max(Math.Abs));
            for (int j = 0; j < expected.Length; j++)
            {
                Assert.True(Math.Abs(expected[j] - actual[j]) < 3e-3 * scale, $"input {i}, element {j}: analytic {actual[j]}, numerical {expected[j]}");
            }
        }
    }

    private static float[] Numerical(Tensor input, Func<double> value)
    {
        float[] result = new float[input.numel()];
        using Utils.TensorAccessor<float> data = input.data<float>();
        for (int j = 0; j < result.Length; j++)
        {
            float centre = data[j];
            double At(double shift)
            {
                data[j] = (float)(centre + shift);
                double y = value();
                data[j] = centre;
                return y;
            }

            result[j] = (float)(((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step));
        }

        return result;
    }

    private static double Weighted(Func<Tensor> function, float[] factors)
    {
        using DisposeScope scope = NewDisposeScope();
        return function().data<float>().ToArray().Zip(factors, (y, w) => (double)y * w).Sum();
    }
}
