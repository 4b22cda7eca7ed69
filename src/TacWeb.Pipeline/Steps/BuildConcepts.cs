using System.Globalization;
using System.Runtime.InteropServices;
using TacWeb.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Pipeline.Steps;

/// <summary>From a vocabulary's vectors to the concept space of the dataset, once a seed, as resumable steps: filter (with its centres), τ̃ where no one gave it, counterparts.</summary>
/// <param name="steps">The job's steps.</param>
/// <param name="images">Unit rows of the images.</param>
/// <param name="vocabulary">The nouns.</param>
/// <param name="nouns">Their unit vectors, mapped.</param>
/// <param name="nounsKey">Hash of everything that determines these.</param>
/// <param name="temperature">τ̃ of the user or the model, or null.</param>
/// <param name="clusterCount">K.</param>
/// <param name="walk">Progress, times, token.</param>
internal sealed class BuildConcepts(JobSteps steps, ImageRows images, Vocabulary vocabulary, Vectors nouns, string nounsKey, double? temperature, int clusterCount, WalkContext walk)
{
    private readonly Dictionary<int, SeedConcepts> _built = [];

    /// <summary>The space under a seed; built at the first call.</summary>
    public async Task<SeedConcepts> OfSeedAsync(int seed) =>
        _built.TryGetValue(seed, out SeedConcepts? built) ? built : _built[seed] = await BuildAsync(seed).ConfigureAwait(false);

    private async Task<SeedConcepts> BuildAsync(int seed)
    {
        string key = StepKey.Of("filter", images.Key, nounsKey, Text(clusterCount), Text(seed));
        int[] kept = await FilterAsync(key, seed).ConfigureAwait(false);
        Vectors text = Rows(kept);
        double tau = temperature ?? await TemperatureAsync(text, key, seed).ConfigureAwait(false);
        CounterpartRetrieval retrieval = new(text, tau);
        key = StepKey.Of("counterparts", key, tau.ToString("R", CultureInfo.InvariantCulture));
        Vectors counterparts = await CounterpartsAsync(retrieval, key, seed).ConfigureAwait(false);
        return new SeedConcepts(new ConceptSpace([.. kept.Select(row => vocabulary.Nouns[row])], text, counterparts, tau), retrieval, key);
    }

    private async Task<int[]> FilterAsync(string key, int seed)
    {
        walk.Progress.Report("filter", 0, "choosing nouns");
        string path = await steps.RunAsync($"filter-{Text(seed)}", "filter", key, walk.Times, stages =>
        {
            int[] chosen = NounFilter.Select(images.Vectors, nouns, clusterCount, new FitContext(seed) { Stages = stages }, walk.Token);
            return stream => stream.Write(MemoryMarshal.AsBytes(chosen.AsSpan()));
        }).ConfigureAwait(false);
        int[] kept = MemoryMarshal.Cast<byte, int>(await File.ReadAllBytesAsync(path, walk.Token).ConfigureAwait(false)).ToArray();
        walk.Progress.Report("filter", 1, string.Create(CultureInfo.InvariantCulture, $"{kept.Length:N0} of {nouns.Count:N0} nouns kept"));
        return kept;
    }

    private async Task<double> TemperatureAsync(Vectors text, string filterKey, int seed)
    {
        string path = await steps.RunAsync($"temperature-{Text(seed)}", "counterparts", StepKey.Of("temperature", filterKey), walk.Times, _ =>
        {
            double found = CounterpartRetrieval.FindTemperature(images.Vectors, text, seed, walk.Token);
            return stream => stream.Write(BitConverter.GetBytes(found));
        }).ConfigureAwait(false);
        return BitConverter.ToDouble(await File.ReadAllBytesAsync(path, walk.Token).ConfigureAwait(false));
    }

    private async Task<Vectors> CounterpartsAsync(CounterpartRetrieval retrieval, string key, int seed)
    {
        walk.Progress.Report("counterparts", 0, "retrieving counterparts");
        string path = await steps.RunAsync($"counterparts-{Text(seed)}", "counterparts", key, walk.Times, stages =>
        {
            Vectors counterparts = retrieval.Counterparts(images.Vectors, new FitContext(seed) { Stages = stages }, walk.Token);
            return stream => stream.Write(MemoryMarshal.AsBytes(counterparts.Values.Span));
        }).ConfigureAwait(false);
        walk.Progress.Report("counterparts", 1);
        return steps.Map(path, images.Vectors.Source, images.Vectors.Dimension);
    }

    private Vectors Rows(int[] kept)
    {
        float[] values = new float[kept.Length * nouns.Dimension];
        for (int i = 0; i < kept.Length; i++)
        {
            nouns[kept[i]].CopyTo(values.AsSpan(i * nouns.Dimension));
        }

        return new Vectors(nouns.Source, nouns.Dimension, unit: true, values);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
