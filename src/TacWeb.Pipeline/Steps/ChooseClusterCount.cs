using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Clustering.ClusterCount;

namespace TacWeb.Pipeline.Steps;

/// <summary>K: what was asked for, else the default rule with the first seed.</summary>
internal sealed class ChooseClusterCount(JobSteps steps, ImageRows images, WalkContext walk)
{
    /// <summary>Chooses K.</summary>
    /// <exception cref="ArgumentException">The asked K exceeds N.</exception>
    public async Task<int> RunAsync()
    {
        int count = images.Vectors.Count;
        if (walk.Request.ClusterCount is { } asked)
        {
            return asked <= count ? asked : throw new ArgumentException($"k is {asked}, but there are only {count} images.");
        }

        IClusterCountRule rule = ClusterCountRules.Default;
        walk.Progress.Report("auto-k", 0, "choosing the number of clusters");
        string key = StepKey.Of("auto-k", rule.Key, images.Key, walk.Request.Seed.ToString(CultureInfo.InvariantCulture));
        string path = await steps.RunAsync("auto-k", "auto-k", key, walk.Times, _ =>
        {
            int chosen = rule.Choose(new ClusterInput(images.Vectors), new FitContext(walk.Request.Seed), walk.Token).ClusterCount;
            return stream => stream.Write(BitConverter.GetBytes(chosen));
        }).ConfigureAwait(false);
        int k = BitConverter.ToInt32(await File.ReadAllBytesAsync(path, walk.Token).ConfigureAwait(false));
        walk.Progress.Report("auto-k", 1, string.Create(CultureInfo.InvariantCulture, $"k {k}"));
        return k;
    }
}
