using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>What the heads must not be worse than, and the result where they are.</summary>
/// <param name="Candidate">Its labels and yardsticks.</param>
/// <param name="Partition">Ready to be returned.</param>
internal sealed record FallBack(Candidate Candidate, Partition Partition)
{
    /// <summary>How sharp the softmax over centres is where a method has no probabilities (contract §2, confidence).</summary>
    public const float Scale = 10;

    /// <summary>k-means on the images alone, as the method <c>kmeans</c> runs it with this seed: what anybody would have without this method. Softmax of the distances; a of the probe.</summary>
    public static FallBack Of(PlusRows rows, int clusters, Generalisation generalisation, int seed, CancellationToken cancellationToken)
    {
        KMeansOptions usual = new();
        CentroidResult best = CentroidSearch.Best([rows.Images], clusters, new CentroidSettings(Spherical: false, usual.Restarts, usual.MaxIterations, seed), cancellationToken);
        DenseAssigner centres = new([AutoEncoder.CentreLayer(best.Centres, rows.Images.Dimension, Scale) with { Activation = Activation.Softmax }]);
        float[] soft = centres.Evaluate(rows.Images);
        return new FallBack(new Candidate(best.Labels, rows.ImageProbe.Best.Agreement, generalisation.Score(best.Labels, clusters)), new Partition
        {
            Labels = SoftPartition.Labels(soft, clusters),
            ClusterCount = clusters,
            Soft = new Probabilities(clusters, soft),
            Assigner = centres,
        });
    }
}
