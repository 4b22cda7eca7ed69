using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Several trained image heads, best first, aligned to the best and averaged (methods §4.11, stage 8).</summary>
/// <param name="Heads">The kept heads, lowest loss first, their clusters renamed after the first one's.</param>
/// <param name="Labels">Labels of each kept head, renamed.</param>
/// <param name="Mean">Mean of the aligned probabilities, [N, K].</param>
internal sealed record HeadEnsemble(IReadOnlyList<HeadAssigner> Heads, IReadOnlyList<int[]> Labels, float[] Mean)
{
    /// <summary>Trains J head pairs one after another, each with its own start and draws, and keeps those with the lowest loss of the last epoch.</summary>
    /// <param name="plan">Rows, partners, settings.</param>
    /// <param name="counts">J and how many are kept.</param>
    /// <param name="loop">Reports; J times the epochs.</param>
    /// <param name="seed">Of the first pair.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    public static HeadEnsemble Train(HeadPlan plan, (int Heads, int Kept) counts, EpochLoop loop, int seed, CancellationToken cancellationToken)
    {
        List<HeadPair> trained = [];
        for (int head = 0; head < counts.Heads && !(loop.OutOfTime && trained.Count > 0); head++)
        {
            trained.Add(HeadPair.Train(plan, loop, head == 0 ? seed : Seeds.Derive(seed, 3650 + head), cancellationToken));
        }

        return Of([.. trained.OrderBy(pair => pair.Loss).Take(counts.Kept)], plan.Clusters);
    }

    /// <summary>The first head alone.</summary>
    public HeadEnsemble Single(Vectors images) => UsedFirst([Heads[0]], [Labels[0]], Heads[0].AssignSoft(images)!.Values.ToArray(), Heads[0].Clusters);

    private static HeadEnsemble Of(IReadOnlyList<HeadPair> kept, int clusters)
    {
        int[] reference = SoftPartition.Labels(kept[0].Soft, clusters);
        List<HeadAssigner> heads = [];
        List<int[]> labels = [];
        float[] mean = new float[kept[0].Soft.Length];
        foreach ((_, HeadWeights weights, float[] soft) in kept)
        {
            int[] names = Yardsticks.Align(reference, SoftPartition.Labels(soft, clusters), clusters); // old cluster → new
            int[] order = new int[clusters]; // new → old
            for (int old = 0; old < clusters; old++)
            {
                order[names[old]] = old;
            }

            float[] renamed = new float[soft.Length];
            for (int i = 0; i < soft.Length; i++)
            {
                renamed[i] = soft[i - (i % clusters) + order[i % clusters]];
            }

            heads.Add(new HeadAssigner(Renamed(weights, order)));
            labels.Add(SoftPartition.Labels(renamed, clusters));
            TensorPrimitives.MultiplyAdd(renamed, 1f / kept.Count, mean, mean);
        }

        return UsedFirst(heads, labels, mean, clusters);
    }

    /// <summary>Clusters that nobody joins come last, so that used ones are numbered from 0.</summary>
    private static HeadEnsemble UsedFirst(IReadOnlyList<HeadAssigner> heads, IReadOnlyList<int[]> labels, float[] mean, int clusters)
    {
        (float[] values, int[] order) = SoftPartition.UsedFirst(mean, clusters);
        return new HeadEnsemble([.. heads.Select(head => head.Reorder(order))], [.. labels.Select(own => own.Select(label => Array.IndexOf(order, label)).ToArray())], values);
    }

    private static HeadWeights Renamed(HeadWeights weights, int[] order)
    {
        int h = weights.HiddenBias.Length;
        return weights with
        {
            Output = [.. order.SelectMany(old => weights.Output.AsSpan(old * h, h).ToArray())],
            OutputBias = [.. order.Select(old => weights.OutputBias[old])],
        };
    }
}
