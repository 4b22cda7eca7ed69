using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>Chooses, among generated pictures, the ones nearest each cluster: what the network draws for it.</summary>
internal static class DrawnSamples
{
    /// <summary>Pictures of each cluster.</summary>
    public const int PerCluster = 8;

    /// <summary>Pictures drawn to choose from, for K clusters.</summary>
    public static int Drawn(int clusters) => Math.Min(2000, 32 * clusters);

    /// <summary>K × 8 pictures, cluster by cluster, nearest first.</summary>
    /// <param name="drawn">Pictures to choose from.</param>
    /// <param name="codes">[drawn, d]: where each lies in the space of the centres.</param>
    /// <param name="centres">[K, d].</param>
    /// <param name="spherical">Nearest by inner product; else by Euclidean distance.</param>
    public static Pixels Of(Pixels drawn, Vectors codes, float[] centres, bool spherical)
    {
        int d = codes.Dimension, clusters = centres.Length / d, bytes = drawn.Height * drawn.Width * drawn.Channels;
        byte[] chosen = new byte[clusters * PerCluster * bytes];
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            float[] centre = centres[(cluster * d)..((cluster + 1) * d)];
            int[] nearest = [.. Enumerable.Range(0, codes.Count)
                .OrderBy(row => spherical ? -TensorPrimitives.Dot(codes[row], centre) : TensorPrimitives.Distance(codes[row], centre)).ThenBy(row => row)];
            for (int place = 0; place < PerCluster; place++)
            {
                drawn.Values.Span.Slice(nearest[place % nearest.Length] * bytes, bytes).CopyTo(chosen.AsSpan(((cluster * PerCluster) + place) * bytes));
            }
        }

        return new Pixels(drawn.Height, drawn.Width, drawn.Channels, chosen);
    }
}
