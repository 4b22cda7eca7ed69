using System.Text.Json;
using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders.Images;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>The pictures of a dataset at 32×32, in its own order, in a mapped file: a step of its own, made only for methods that learn from pixels.</summary>
internal sealed class LoadPixels(DataFolder data, JobSteps steps, EmbeddedImages images, WalkContext walk)
{
    private const int Side = 32;
    private const int Bytes = Side * Side * 3;
    private const int AtOnce = 128;
    private Pixels? _loaded;

    /// <summary>Whether a method cannot do without pixels, or takes them and was asked to (its option <c>pixels</c>).</summary>
    public static bool Wanted(MethodPlan plan)
    {
        if (plan.Method.Needs.HasFlag(MethodNeeds.Pixels) || !plan.Method.Takes(MethodNeeds.Pixels))
        {
            return plan.Method.Needs.HasFlag(MethodNeeds.Pixels);
        }

        using JsonDocument options = JsonDocument.Parse(plan.Method.WriteOptions(plan.Options));
        return options.RootElement.TryGetProperty("pixels", out JsonElement asked) && asked.ValueKind == JsonValueKind.True;
    }

    /// <summary>The pictures [N, 32, 32, 3].</summary>
    /// <exception cref="TacWebException">A picture that has a vector cannot be decoded any more; the message names it.</exception>
    public async Task<Pixels> RunAsync(StageTimes times)
    {
        if (_loaded is { } known)
        {
            return known;
        }

        string key = StepKey.Of(["pixels", "32", .. images.Hashes]);
        walk.Progress.Report("pixels", 0, "reading the pictures");
        string path = await steps.RunAsync("pixels", "pixels", key, times, _ => Write).ConfigureAwait(false);
        walk.Progress.Report("pixels", 1, "reading the pictures");
        return _loaded = steps.Map(path, Side);
    }

    // A hundred pictures at a time: memory does not grow with the dataset.
    private void Write(Stream stream)
    {
        byte[] block = new byte[AtOnce * Bytes];
        for (int first = 0; first < images.Hashes.Count; first += AtOnce)
        {
            walk.Token.ThrowIfCancellationRequested();
            int count = Math.Min(AtOnce, images.Hashes.Count - first), start = first;
            Parallel.For(0, count, place => Decode(start + place, block.AsSpan(place * Bytes, Bytes)));
            stream.Write(block.AsSpan(0, count * Bytes));
            walk.Progress.Report("pixels", first + count, images.Hashes.Count, "images");
        }
    }

    private void Decode(int row, Span<byte> target)
    {
        try
        {
            SmallPictures.Decode(data.Images.Read(images.Hashes[row]), Side, target);
        }
        catch (ImageException exception)
        {
            throw new TacWebException($"{images.Paths[row]}: {exception.Message}");
        }
    }
}
