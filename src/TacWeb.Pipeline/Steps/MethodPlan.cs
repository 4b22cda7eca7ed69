using TacWeb.Clustering;

namespace TacWeb.Pipeline.Steps;

/// <summary>One asked method, checked before any work.</summary>
/// <param name="Asked">The method that was asked for; names its sub-folder.</param>
/// <param name="Method">The method that runs: another one on a small set.</param>
/// <param name="Options">Its options.</param>
internal sealed record MethodPlan(ClusteringMethod Asked, ClusteringMethod Method, ClustererOptions Options)
{
    /// <summary>The plan on a set of N images: too few for training, and another method steps in with its defaults.</summary>
    public MethodPlan For(int count, int clusterCount, ICollection<string> warnings)
    {
        SmallSetDecision decision = SmallSets.Resolve(Method, count, clusterCount);
        foreach (string warning in decision.Warnings)
        {
            warnings.Add(warning);
        }

        return decision.Method == Method ? this : this with { Method = decision.Method, Options = decision.Method.DefaultOptions() };
    }
}
