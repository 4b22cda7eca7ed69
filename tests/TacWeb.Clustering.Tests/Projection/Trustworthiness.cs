using System.Numerics.Tensors;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Projection;

/// <summary>How far neighbours on a map are neighbours in truth (Venna and Kaski 2001; scikit-learn's definition): 1 − 2/(N·k·(2N − 3k − 1)) · Σ_i Σ_{j among the k nearest of i on the map} max(0, r(i, j) − k), r the rank of j by cosine.</summary>
internal static class Trustworthiness
{
    public static double Of(Vectors images, Vectors map, int k)
    {
        int n = images.Count;
        long[] penalties = new long[n];
        Parallel.For(0, n, () => (new float[n], new float[n]), (row, _, buffers) =>
        {
            (float[] far, float[] near) = buffers;
            for (int other = 0; other < n; other++)
            {
                far[other] = other == row ? float.NegativeInfinity : 1 - TensorPrimitives.Dot(images[row], images[other]);
                near[other] = other == row ? float.PositiveInfinity : TensorPrimitives.Distance(map[row], map[other]);
            }

            int[] order = [.. Enumerable.Range(0, n)];
            float[] keys = [.. near];
            Array.Sort(keys, order);
            foreach (int neighbour in order.AsSpan(0, k))
            {
                int rank = 0; // of the neighbour by cosine: 1 for the nearest; the row itself, at −∞, is counted away
                foreach (float distance in far)
                {
                    rank += distance < far[neighbour] ? 1 : 0;
                }

                penalties[row] += Math.Max(0, rank - k);
            }

            return buffers;
        }, _ => { });
        return 1 - (2.0 / ((double)n * k * ((2.0 * n) - (3.0 * k) - 1)) * penalties.Sum());
    }
}
