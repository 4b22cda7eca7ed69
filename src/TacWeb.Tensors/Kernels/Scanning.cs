namespace TacWeb.Tensors.Kernels;

/// <summary>Running sums and sums of integers.</summary>
internal static unsafe class Scanning
{
    public static void CumulativeSum(float* x, float* result, long rows, long count)
    {
        for (long row = 0; row < rows; row++)
        {
            double sum = 0;
            for (long i = row * count; i < (row + 1) * count; i++)
            {
                result[i] = (float)(sum += x[i]);
            }
        }
    }

    public static void CumulativeSum(long* x, long* result, long rows, long count)
    {
        for (long row = 0; row < rows; row++)
        {
            long sum = 0;
            for (long i = row * count; i < (row + 1) * count; i++)
            {
                result[i] = sum += x[i];
            }
        }
    }

    public static void SumIntegers(long* x, long* result, long outer, long reduced, long inner)
    {
        for (long o = 0; o < outer; o++)
        {
            for (long r = 0; r < reduced; r++)
            {
                for (long i = 0; i < inner; i++)
                {
                    result[(o * inner) + i] += x[(((o * reduced) + r) * inner) + i];
                }
            }
        }
    }
}
