using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>SPICE's E-step: the surest images of each cluster make its prototype, and the images nearest to that get its label.</summary>
internal static class SpiceLabels
{
    /// <summary>⌊B/K⌋ images a cluster, cluster by cluster; an image may come under two.</summary>
    /// <param name="images">[N, d] unit rows.</param>
    /// <param name="rows">The B rows of the batch.</param>
    /// <param name="soft">[B, K] probabilities of one head.</param>
    /// <param name="clusters">K.</param>
    /// <param name="share">Share of B/K that makes a prototype; 0.5.</param>
    public static (int Row, int Label)[] Of(Vectors images, int[] rows, float[] soft, int clusters, double share)
    {
        int each = Math.Max(1, rows.Length / clusters), sure = Math.Max(1, (int)(share * each));
        (int, int)[][] found = new (int, int)[clusters][];
        Parallel.For(0, clusters, cluster =>
        {
            int[] top = [.. Enumerable.Range(0, rows.Length).OrderByDescending(place => soft[(place * clusters) + cluster]).ThenBy(place => place).Take(sure)];
            float[] prototype = new float[images.Dimension];
            foreach (int place in top)
            {
                TensorPrimitives.Add(prototype, images[rows[place]], prototype);
            }

            found[cluster] = [.. rows.OrderByDescending(row => TensorPrimitives.Dot(images[row], prototype)).ThenBy(row => row).Take(each).Select(row => (row, cluster))];
        });
        return [.. found.SelectMany(labelled => labelled)];
    }
}
