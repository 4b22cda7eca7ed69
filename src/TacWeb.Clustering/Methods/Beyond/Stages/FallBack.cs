using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>What the heads must not be worse than, and the result where they are.</summary>
/// <param name="Candidate">Its labels and yardsticks.</param>
/// <param name="Partition">Ready to be returned.</param>
internal sealed record FallBack(Candidate Candidate, Partition Partition)
{
    /// <summary>k-means on the images alone, with softmax of the distances: what anybody would have without this method.</summary>
    public static FallBack Of(PlusRows rows, int clusters)
    {
        DenseAssigner centres = PairAssigner.Centres(rows.ImageProbe.Centres, clusters);
        float[] soft = centres.Evaluate(rows.Images);
        return new FallBack(rows.ImageProbe.Best, new Partition
        {
            Labels = SoftPartition.Labels(soft, clusters),
            ClusterCount = clusters,
            Soft = new Probabilities(clusters, soft),
            Assigner = centres,
        });
    }
}
