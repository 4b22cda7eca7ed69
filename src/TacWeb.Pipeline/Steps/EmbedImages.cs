using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>Gives every picture its vector, or the vector of one look at it: kept ones are used, the others encoded and kept, a few hundred at a time.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="encoder">The image tower.</param>
/// <param name="look">The look; null: the pictures themselves.</param>
/// <param name="stage">The stage that progress is told of, and how many pictures it began and ends with where it spans several of these.</param>
internal sealed class EmbedImages(DataFolder data, IImageEncoder encoder, Look? look = null, (string Name, int Before, int All)? stage = null)
{
    /// <summary>Pictures whose vectors are brought to the disk at once: what a kill can cost.</summary>
    private const int KeptAtOnce = 256;

    /// <summary>Embeds an input; pictures that cannot be decoded join the skipped.</summary>
    /// <exception cref="TacWebException">No picture is left.</exception>
    public async Task<EmbeddedImages> RunAsync(Ingested input, ProgressMeter progress, CancellationToken cancellationToken)
    {
        using EmbeddingFile file = data.Embeddings.Open(look?.KeyOf(encoder.Info) ?? encoder.Info.Sha256, encoder.Info.Dimension);
        (string Path, string Hash)[] distinct = [.. input.Images.DistinctBy(image => image.Hash)];
        StoredEmbedding?[] known = file.Find([.. distinct.Select(image => image.Hash)]);
        (string Path, string Hash)[] missing = [.. distinct.Where((_, i) => known[i] is null)];
        await EncodeAsync(file, missing, distinct.Length, progress, cancellationToken).ConfigureAwait(false);
        Report(progress, distinct.Length, distinct.Length);
        return Split(input, file.Find([.. input.Images.Select(image => image.Hash)]));
    }

    private async Task EncodeAsync(EmbeddingFile file, (string Path, string Hash)[] missing, int all, ProgressMeter progress, CancellationToken cancellationToken)
    {
        if (missing.Length == 0)
        {
            return;
        }

        List<(string Hash, string? Error)> pictures = [];
        List<float> values = [];
        void Keep()
        {
            file.Append(pictures, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
            pictures.Clear();
            values.Clear();
        }

        try
        {
            IAsyncEnumerable<ImageSource> sources = missing.Select(image => Source(image.Path, image.Hash)).ToAsyncEnumerable();
            await foreach (EncodedBatch batch in encoder.EncodeAsync(sources, cancellationToken).ConfigureAwait(false))
            {
                pictures.AddRange(batch.Errors.Select((error, i) => (missing[batch.Start + i].Hash, error)));
                values.AddRange(batch.Values.Span);
                Report(progress, all - missing.Length + batch.Start + batch.Count, all);
                if (pictures.Count >= KeptAtOnce)
                {
                    Keep();
                }
            }
        }
        finally
        {
            Keep();
        }
    }

    private ImageSource Source(string path, string hash) => new(path, () => data.Images.Open(hash)) { Augmentation = look?.Of(hash) };

    private void Report(ProgressMeter progress, int done, int all)
    {
        if (stage is { } part)
        {
            progress.Report(part.Name, part.Before + done, Math.Max(part.All, part.Before + all), "images");
        }
        else
        {
            progress.Report("embed", done, all, "images");
        }
    }

    private static EmbeddedImages Split(Ingested input, StoredEmbedding?[] found)
    {
        List<string> paths = [], hashes = [];
        List<long> rows = [];
        List<int> places = [];
        List<SkippedFile> skipped = [.. input.Skipped];
        for (int i = 0; i < found.Length; i++)
        {
            (string path, string hash) = input.Images[i];
            if (found[i] is not { } stored)
            {
                throw new InvalidOperationException($"The encoder gave neither a vector nor an error for {path}.");
            }

            if (stored.Error is { } error)
            {
                skipped.Add(new SkippedFile(EntryNames.Printable(path), error));
            }
            else
            {
                paths.Add(path);
                hashes.Add(hash);
                rows.Add(stored.Row);
                places.Add(i);
            }
        }

        return paths.Count > 0
            ? new EmbeddedImages(paths, hashes, rows, places, [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)])
            : throw new TacWebException($"No image is left: none of the {found.Length} could be decoded, the first because: {found[0]!.Value.Error}");
    }
}
