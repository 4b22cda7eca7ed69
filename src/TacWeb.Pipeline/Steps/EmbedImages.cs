using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>Gives every picture its vector: kept ones are used, the others encoded and kept, a few hundred at a time.</summary>
internal sealed class EmbedImages(DataFolder data, IImageEncoder encoder)
{
    /// <summary>Pictures whose vectors are brought to the disk at once: what a kill can cost.</summary>
    private const int KeptAtOnce = 256;

    /// <summary>Embeds an input; pictures that cannot be decoded join the skipped.</summary>
    /// <exception cref="TacWebException">No picture is left.</exception>
    public async Task<EmbeddedImages> RunAsync(Ingested input, ProgressMeter progress, CancellationToken cancellationToken)
    {
        using EmbeddingFile file = data.Embeddings.Open(encoder.Info.Sha256, encoder.Info.Dimension);
        (string Path, string Hash)[] distinct = [.. input.Images.DistinctBy(image => image.Hash)];
        StoredEmbedding?[] known = file.Find([.. distinct.Select(image => image.Hash)]);
        (string Path, string Hash)[] missing = [.. distinct.Where((_, i) => known[i] is null)];
        await EncodeAsync(file, missing, distinct.Length, progress, cancellationToken).ConfigureAwait(false);
        progress.Report("embed", distinct.Length, distinct.Length, "images");
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
            IAsyncEnumerable<ImageSource> sources = missing.Select(image => new ImageSource(image.Path, () => data.Images.Open(image.Hash))).ToAsyncEnumerable();
            await foreach (EncodedBatch batch in encoder.EncodeAsync(sources, cancellationToken).ConfigureAwait(false))
            {
                pictures.AddRange(batch.Errors.Select((error, i) => (missing[batch.Start + i].Hash, error)));
                values.AddRange(batch.Values.Span);
                progress.Report("embed", all - missing.Length + batch.Start + batch.Count, all, "images");
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
