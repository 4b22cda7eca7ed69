using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Training;

/// <summary>The activations on tensors, with gradients, and on managed rows.</summary>
internal static class Activations
{
    private const float Slope = 0.7978845608f; // √(2/π)
    private const float Cubic = 0.044715f;
    private const float Leak = 0.01f;

    public static Tensor Apply(Tensor rows, Activation activation) => activation switch
    {
        Activation.Relu => rows.relu(),
        Activation.Gelu => Gelu(rows),
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
                    x = 0.5f * x * (1 + MathF.Tanh(Slope * (x + (Cubic * x * x * x))));
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

    private static Tensor Gelu(Tensor x) => x.mul(0.5f).mul(x.add(x.pow(3).mul(Cubic)).mul(Slope).tanh().add(1));
}
