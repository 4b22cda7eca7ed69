using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Training;

/// <summary>The activations on tensors, with gradients, and on managed rows.</summary>
internal static class Activations
{
    private const float Leak = 0.01f;

    public static Tensor Apply(Tensor rows, Activation activation) => activation switch
    {
        Activation.Relu => rows.relu(),
        Activation.Gelu => nn.functional.gelu(rows),
        Activation.Unit => nn.functional.normalize(rows, 2, 1),
        Activation.Softmax => torch.softmax(rows, 1),
        Activation.Tanh => rows.tanh(),
        Activation.Sigmoid => rows.sigmoid(),
        Activation.LeakyRelu => nn.functional.leaky_relu(rows, Leak),
        _ => rows,
    };

    public static void Apply(Span<float> row, Activation activation)
    {
        switch (activation)
        {
            case Activation.Relu:
                TensorPrimitives.Max(row, 0f, row);
                break;
            case Activation.Gelu:
                foreach (ref float x in row)
                {
                    x *= Normal(x);
                }

                break;
            case Activation.Unit:
                TensorPrimitives.Divide(row, MathF.Max(TensorPrimitives.Norm<float>(row), 1e-12f), row);
                break;
            case Activation.Softmax:
                TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row); // the library's softmax overflows above 88
                TensorPrimitives.SoftMax(row, row);
                break;
            case Activation.Tanh:
                TensorPrimitives.Tanh(row, row);
                break;
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(row, row);
                break;
            case Activation.LeakyRelu:
                foreach (ref float x in row)
                {
                    x = MathF.Max(x, Leak * x);
                }

                break;
            case Activation.SquaredHalf:
                Span<float> half = row[(row.Length / 2)..];
                TensorPrimitives.Multiply(half, half, half);
                break;
        }
    }

    /// <summary><see cref="Activation.Student"/>: q ∝ 1/(1 + ‖z‖² − 2(μ·z − ½‖μ‖²)).</summary>
    /// <param name="code">z.</param>
    /// <param name="row">μ·z − ½‖μ‖² for each centre; becomes q.</param>
    public static void Student(ReadOnlySpan<float> code, Span<float> row)
    {
        float square = TensorPrimitives.SumOfSquares(code);
        foreach (ref float x in row)
        {
            x = 1 / (1 + MathF.Max(0, square - (2 * x)));
        }

        TensorPrimitives.Divide(row, TensorPrimitives.Sum<float>(row), row);
    }

    /// <summary>Φ, the normal distribution function, by formula 7.1.26 of Abramowitz and Stegun (1.5e-7).</summary>
    private static float Normal(float x)
    {
        double z = Math.Abs(x) * Math.Sqrt(0.5), t = 1 / (1 + (0.3275911 * z));
        double tail = 0.5 * t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-z * z);
        return (float)(x < 0 ? tail : 1 - tail);
    }
}
