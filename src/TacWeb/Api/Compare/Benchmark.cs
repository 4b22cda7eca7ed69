using System.Text.Json;
using TacWeb.Accounts;
using TacWeb.Api.Runs;
using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Pipeline;

namespace TacWeb.Api.Compare;

/// <summary>One run of every registered method on a labelled dataset, a job each, so that one that fails leaves the others alone; they share vectors and words.</summary>
internal sealed class Benchmark(RunOrders orders)
{
    /// <summary>Most seeds of each method.</summary>
    public const int MostSeeds = 10;

    /// <summary>Methods that a run can give what they need.</summary>
    public static IReadOnlyList<ClusteringMethod> Methods => [.. ClusteringMethods.All.Where(method => ClusterRequest.Unmet(method) == MethodNeeds.None)];

    /// <summary>The others, with what they lack.</summary>
    public static IReadOnlyList<(ClusteringMethod Method, MethodNeeds Missing)> LeftOut => [.. ClusteringMethods.All.Select(method => (method, ClusterRequest.Unmet(method))).Where(pair => pair.Item2 != MethodNeeds.None)];

    /// <summary>Queues them.</summary>
    /// <param name="dataset">A stored dataset.</param>
    /// <param name="k">K of each run.</param>
    /// <param name="seeds">Seeds 0, 1, … of each method.</param>
    /// <returns>Numbers of the jobs, in the order of the list of methods; the last ones are missing where one person ordered too many.</returns>
    /// <exception cref="TacWebException">There is no such dataset, or it has fewer images than K.</exception>
    public IReadOnlyList<int> Start(int dataset, int k, int seeds)
    {
        List<int> jobs = [];
        try
        {
            foreach (ClusteringMethod method in Methods)
            {
                jobs.Add(orders.Place(new RunOrder { DatasetId = dataset, Method = method.Key, K = JsonSerializer.SerializeToElement(k), Seeds = Math.Clamp(seeds, 1, MostSeeds) }));
            }
        }
        catch (TooManyRequestsException) when (jobs.Count > 0)
        {
            // with login runs are limited; what was ordered is a table already
        }

        return jobs;
    }
}
