namespace TacWeb.Clustering.Tests.Losses;

/// <summary>Assignments made for tests, [rows, k].</summary>
internal static class Made
{
    public static Tensor OneHot(int rows, int k, int shift = 0)
    {
        float[] values = new float[rows * k];
        for (int i = 0; i < rows; i++)
        {
            values[(i * k) + ((i + shift) % k)] = 1;
        }

        return TensorBridge.Matrix(values, rows, k);
    }

    public static Tensor Uniform(int rows, int k) => TensorBridge.Matrix([.. Enumerable.Repeat(1f / k, rows * k)], rows, k);
}
