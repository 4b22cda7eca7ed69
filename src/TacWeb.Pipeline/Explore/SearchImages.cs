using System.Numerics.Tensors;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Finds the images of a dataset that lie nearest to words or to a picture; exact, over the vectors that are kept, read block by block. Safe for many threads.</summary>
/// <param name="data">The data folder, as its reader may see it.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="recent">Where the vectors of the datasets lie that were searched last.</param>
public sealed class SearchImages(DataFolder data, ModelCatalogue models, EncoderLoader encoders, Recent<RowIndex> recent)
{
    /// <summary>Most images that one search gives.</summary>
    public const int MostHits = 10_000;

    /// <summary>Longest text, characters.</summary>
    public const int LongestText = 500;

    /// <summary>Most images that one search can be like.</summary>
    public const int MostRows = 200;

    /// <summary>How many indexes stay in memory.</summary>
    public const int Kept = 8;

    private const int BlockRows = 2048;

    /// <summary>Finds images by words, which are put into the model's templates as nouns are.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">Key of the encoder.</param>
    /// <param name="words">One or more words.</param>
    /// <param name="limit">Most images, 1 … 10,000.</param>
    /// <param name="cancellationToken">Checked per block.</param>
    /// <exception cref="TacWebException">There is no such dataset or encoder, no words, too many, or no image was ever encoded.</exception>
    public async Task<SearchResult> ByWordsAsync(int dataset, string encoder, string words, int limit, CancellationToken cancellationToken = default)
    {
        string text = string.Join('_', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is 0 or > LongestText || text.Any(char.IsControl))
        {
            throw new TacWebException($"Give words to look for, at most {LongestText} characters.");
        }

        LoadedModel model = encoders.Load(models.Find(encoder));
        RowIndex index = Index(dataset, model.Info);
        float[] wanted = await FirstAsync(model.Text.EncodeNounsAsync([text], 0, cancellationToken), model.Info).ConfigureAwait(false);
        return await SearchAsync(index, model.Info, wanted, limit, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds images that look like a picture.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">Key of the encoder.</param>
    /// <param name="picture">The picture; nothing of it is kept.</param>
    /// <param name="limit">Most images, 1 … 10,000.</param>
    /// <param name="cancellationToken">Checked per block.</param>
    /// <exception cref="TacWebException">As above, or the picture cannot be read; the message names it.</exception>
    public async Task<SearchResult> ByImageAsync(int dataset, string encoder, ImageSource picture, int limit, CancellationToken cancellationToken = default)
    {
        LoadedModel model = encoders.Load(models.Find(encoder));
        RowIndex index = Index(dataset, model.Info);
        float[] wanted = await FirstAsync(model.Image.EncodeAsync(new[] { picture }.ToAsyncEnumerable(), cancellationToken), model.Info, picture.Name).ConfigureAwait(false);
        return await SearchAsync(index, model.Info, wanted, limit, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds images that look like some of the dataset (nearest to the mean of their directions), which themselves are left out.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">Key of the encoder.</param>
    /// <param name="rows">Their rows, 1 … 200.</param>
    /// <param name="limit">Most images, 1 … 10,000.</param>
    /// <param name="cancellationToken">Checked per block.</param>
    /// <exception cref="TacWebException">As above, or an image has no vector, or there are too many.</exception>
    public async Task<SearchResult> ByRowsAsync(int dataset, string encoder, IReadOnlyList<int> rows, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count is 0 or > MostRows)
        {
            throw new TacWebException($"Name 1 to {MostRows} images.");
        }

        EncoderInfo info = models.Find(encoder).Info;
        RowIndex index = Index(dataset, info);
        return await SearchAsync(index, info, Mean(index, info, rows), limit, [.. rows], cancellationToken).ConfigureAwait(false);
    }

    private float[] Mean(RowIndex index, EncoderInfo info, IReadOnlyList<int> rows)
    {
        float[] mean = new float[info.Dimension], one = new float[info.Dimension];
        using EmbeddingFile file = data.Embeddings.OpenForReading(info.Sha256, info.Dimension)!;
        foreach (int row in rows)
        {
            int place = Array.BinarySearch(index.Rows, row);
            if (place < 0)
            {
                throw new TacWebException($"The dataset has no image of row {row} with a vector.");
            }

            file.Read(index.Places[place], one);
            UnitRows.Normalize(one, info.Dimension, info.Key);
            TensorPrimitives.Add<float>(mean, one, mean);
        }

        UnitRows.Normalize(mean, info.Dimension, info.Key);
        return mean;
    }

    private static async Task<float[]> FirstAsync(IAsyncEnumerable<EncodedBatch> batches, EncoderInfo encoder, string? name = null)
    {
        EncodedBatch batch = await batches.FirstAsync().ConfigureAwait(false);
        if (batch.Errors[0] is { } error)
        {
            throw new TacWebException(name is null ? error : $"{name}: {error}");
        }

        float[] values = batch.Values[..encoder.Dimension].ToArray();
        UnitRows.Normalize(values, encoder.Dimension, encoder.Key);
        return values;
    }

    private Task<SearchResult> SearchAsync(RowIndex index, EncoderInfo encoder, float[] wanted, int limit, HashSet<int> except, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            limit = Math.Clamp(limit, 1, MostHits);
            int blocks = (index.Rows.Length + BlockRows - 1) / BlockRows;
            List<SearchHit>[] best = new List<SearchHit>[blocks];
            using EmbeddingFile file = data.Embeddings.OpenForReading(encoder.Sha256, encoder.Dimension)!;
            Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellationToken }, () => new float[encoder.Dimension], (block, _, row) =>
            {
                best[block] = Best(index, file, wanted, block * BlockRows, limit, except, row);
                return row;
            }, _ => { });
            return new SearchResult([.. best.SelectMany(hits => hits).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row).Take(limit)], index.Rows.Length, index.Images);
        },
        cancellationToken);

    private static List<SearchHit> Best(RowIndex index, EmbeddingFile file, float[] wanted, int start, int limit, HashSet<int> except, float[] row)
    {
        List<SearchHit> hits = [];
        for (int i = start; i < Math.Min(index.Rows.Length, start + BlockRows); i++)
        {
            file.Read(index.Places[i], row);
            float norm = TensorPrimitives.Norm<float>(row);
            if (norm > 0 && !except.Contains(index.Rows[i]))
            {
                hits.Add(new SearchHit(index.Rows[i], TensorPrimitives.Dot<float>(row, wanted) / norm));
            }
        }

        return hits.Count <= limit ? hits : [.. hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row).Take(limit)];
    }

    /// <summary>Where the vectors of a dataset lie; read anew as long as some are missing.</summary>
    private RowIndex Index(int dataset, EncoderInfo encoder)
    {
        if (data.Datasets.Find(dataset) is not { DeletedUtc: null } stored)
        {
            throw new TacWebException($"There is no dataset {dataset}.");
        }

        if (recent.Find(known => known.Dataset == dataset && known.Encoder == encoder.Sha256) is { } known)
        {
            return known;
        }

        RowIndex read = Read(stored, encoder);
        if (read.Rows.Length == 0)
        {
            throw new TacWebException($"The images of {stored.Name} were never encoded with {encoder.Key}: a run or a map does it.");
        }

        if (read.IsComplete)
        {
            recent.Keep(read);
        }

        return read;
    }

    private RowIndex Read(StoredDataset dataset, EncoderInfo encoder)
    {
        using EmbeddingFile? file = data.Embeddings.OpenForReading(encoder.Sha256, encoder.Dimension);
        StoredEmbedding?[] found = file?.Find([.. data.Datasets.Images(dataset.Id).Select(image => image.Hash)]) ?? [];
        int[] rows = [.. Enumerable.Range(0, found.Length).Where(row => found[row] is { Error: null })];
        return new RowIndex(dataset.Id, encoder.Sha256, rows, [.. rows.Select(row => found[row]!.Value.Row)], dataset.Images, found.Length > 0 && found.All(one => one is not null));
    }
}
