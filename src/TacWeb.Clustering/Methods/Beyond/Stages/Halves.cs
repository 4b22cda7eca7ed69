using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>How well two halves of the images, each clustered on its own, agree on all of them: a yardstick for clusterings that hardly depend on their seed, such as those of one graph (methods §4.4, stability).</summary>
internal static class Halves
{
    private const int Splits = 2;

    /// <summary>Adjusted Rand index between the labels that the two halves give to all images; mean over two random splits.</summary>
    /// <param name="images">[N, d].</param>
    /// <param name="seed">Draws the splits.</param>
    /// <param name="labels">Clusters a half and labels all N images by it.</param>
    public static double Agreement(Vectors images, int seed, Func<Vectors, int[]> labels)
    {
        double sum = 0;
        for (int split = 0; split < Splits; split++)
        {
            int[] order = [.. Enumerable.Range(0, images.Count)];
            Seeds.Stream(seed, 3650 + split).Shuffle(order);
            int[] Of(IEnumerable<int> half) => labels(images.Take([.. half.Order()]));
            sum += Metrics.Score(Of(order.Take(order.Length / 2)), Of(order.Skip(order.Length / 2))).Ari;
        }

        return sum / Splits;
    }
}
