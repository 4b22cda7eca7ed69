using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>Other vectors of the same pictures: of augmented looks, or by a second encoder. Kept for good like the first ones; an interrupted embedding goes on where it stopped.</summary>
internal sealed class EmbedLooks(DataFolder data, JobSteps steps, EmbeddedImages images, WalkContext walk)
{
    private const string Stage = "views";

    /// <summary>Two weak and two strong looks, each [N, d] in the order of the images, mapped.</summary>
    public async Task<(AugmentedViews Views, string Key)> ViewsAsync(IImageEncoder encoder, bool fineGrained)
    {
        IReadOnlyList<Look> looks = Look.All(fineGrained);
        List<ImageRows> rows = [];
        foreach (Look look in looks)
        {
            rows.Add(await RowsAsync(encoder, look, (Stage, rows.Count * images.Paths.Count, looks.Count * images.Paths.Count)).ConfigureAwait(false));
        }

        return (new AugmentedViews([.. rows.Take(Look.Copies).Select(row => row.Vectors)], [.. rows.Skip(Look.Copies).Select(row => row.Vectors)]), StepKey.Of(rows.Select(row => row.Key)));
    }

    /// <summary>The pictures by a second encoder, [N, d′], mapped.</summary>
    public Task<ImageRows> OtherAsync(IImageEncoder encoder) => RowsAsync(encoder, null, ("embed", 0, images.Paths.Count));

    private async Task<ImageRows> RowsAsync(IImageEncoder encoder, Look? look, (string, int, int) stage)
    {
        Ingested pictures = new("", [.. images.Paths.Zip(images.Hashes)], []);
        EmbeddedImages found = await walk.TimedAsync(walk.Times, look is null ? "embed" : Stage, () => new EmbedImages(data, encoder, look, stage).RunAsync(pictures, walk.Progress, walk.Token)).ConfigureAwait(false);
        return found.Paths.Count == images.Paths.Count
            ? await new LoadRows(data, encoder.Info, steps, look).RunAsync(found, walk.Times, walk.Token).ConfigureAwait(false)
            : throw new TacWebException($"{found.Skipped[0].Path} has no vector by {encoder.Info.Key}: {found.Skipped[0].Reason}");
    }
}
