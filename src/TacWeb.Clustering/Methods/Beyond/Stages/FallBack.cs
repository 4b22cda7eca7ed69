using TacWeb.Clustering.Concepts;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>What the heads must not be worse than, and the result where they are.</summary>
/// <param name="Candidate">Its labels and yardsticks.</param>
/// <param name="Partition">Ready to be returned.</param>
internal sealed record FallBack(Candidate Candidate, Partition Partition)
{
    /// <summary>k-means on the settled rows, with softmax of the distances.</summary>
    public static FallBack Of(PlusRows rows, int clusters)
    {
        bool retrieves = rows.Concepts.Nouns.Count > 0 && rows.Concepts.RetrievalTemperature > 0;
        DenseAssigner centres = PairAssigner.Centres(rows.Probe.Centres, clusters);
        float[] soft = centres.Evaluate(PairAssigner.Join(rows.Probe.Parts));
        return new FallBack(rows.Probe.Best, new Partition
        {
            Labels = SoftPartition.Labels(soft, clusters),
            ClusterCount = clusters,
            Soft = new Probabilities(clusters, soft),
            Assigner = !rows.TextOn ? centres : retrieves ? new PairAssigner(new CounterpartRetrieval(rows.Concepts.Text, rows.Concepts.RetrievalTemperature), centres) : null,
        });
    }
}
