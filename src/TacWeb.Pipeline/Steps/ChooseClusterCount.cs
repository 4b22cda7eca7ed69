using System.Globalization;
using System.Text.Json;
using TacWeb.Clustering;
using TacWeb.Clustering.ClusterCount;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Steps;

/// <summary>K: what was asked for, else the default rule with the first seed.</summary>
internal sealed class ChooseClusterCount(JobSteps steps, ImageRows images, WalkContext walk)
{
    /// <summary>Chooses K.</summary>
    /// <returns>K, and how it was found; null where it was asked for.</returns>
    /// <exception cref="ArgumentException">The asked K exceeds N.</exception>
    public async Task<(int K, ReportClusterCount? Found)> RunAsync()
    {
        int count = images.Vectors.Count;
        if (walk.Request.ClusterCount is { } asked)
        {
            return asked <= count ? (asked, null) : throw new ArgumentException($"k is {asked}, but there are only {count} images.");
        }

        IClusterCountRule rule = ClusterCountRules.Default;
        walk.Progress.Report("auto-k", 0, "choosing the number of clusters");
        string key = StepKey.Of("auto-k", rule.Key, images.Key, walk.Request.Seed.ToString(CultureInfo.InvariantCulture));
        string path = await steps.RunAsync("auto-k", "auto-k", key, walk.Times, _ =>
        {
            ClusterCountChoice choice = rule.Choose(new ClusterInput(images.Vectors), new FitContext(walk.Request.Seed), walk.Token);
            return stream => JsonSerializer.Serialize(stream, ReportClusterCount.Of(choice), ReportJson.Format);
        }).ConfigureAwait(false);
        ReportClusterCount found = JsonSerializer.Deserialize<ReportClusterCount>(await File.ReadAllBytesAsync(path, walk.Token).ConfigureAwait(false), ReportJson.Format)!;
        walk.Progress.Report("auto-k", 1, string.Create(CultureInfo.InvariantCulture, $"k {found.Suggested}"));
        return (found.Suggested, found);
    }
}
