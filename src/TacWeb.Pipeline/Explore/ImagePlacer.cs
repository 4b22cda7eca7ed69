using System.Numerics.Tensors;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders;

namespace TacWeb.Pipeline.Explore;

/// <summary>Places new images into the clusters of one run. Nothing of the images is kept. Safe for many threads.</summary>
public sealed class ImagePlacer
{
    private const float Sharpness = 10;
    private const string NoiseName = "noise";
    private readonly IImageEncoder _encoder;
    private readonly IAssigner _assigner;
    private readonly Vectors? _centres;
    private readonly Func<int, (int Cluster, string Name)> _clusters;

    /// <param name="encoder">The encoder of the run.</param>
    /// <param name="assigner">What its method trained.</param>
    /// <param name="centres">[K, d] unit means of the clusters, rows of empty ones all zeros; null: confidences without probabilities are 0.</param>
    /// <param name="clusters">Id and name under which a cluster of the run is known.</param>
    internal ImagePlacer(IImageEncoder encoder, IAssigner assigner, Vectors? centres, Func<int, (int Cluster, string Name)> clusters) =>
        (_encoder, _assigner, _centres, _clusters) = (encoder, assigner, centres, clusters);

    /// <summary>One answer an image, in order.</summary>
    /// <param name="images">New images; each is opened once.</param>
    /// <param name="cancellationToken">Checked per batch.</param>
    public async Task<IReadOnlyList<AssignedImage>> PlaceAsync(IReadOnlyList<ImageSource> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        List<AssignedImage> placed = [];
        await foreach (EncodedBatch batch in _encoder.EncodeAsync(images.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false))
        {
            Place(batch, images, placed);
        }

        return placed;
    }

    private void Place(EncodedBatch batch, IReadOnlyList<ImageSource> images, List<AssignedImage> placed)
    {
        int d = _encoder.Info.Dimension;
        int[] sound = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Errors[i] is null)];
        float[] values = new float[sound.Length * d];
        for (int i = 0; i < sound.Length; i++)
        {
            batch.Values.Span.Slice(sound[i] * d, d).CopyTo(values.AsSpan(i * d));
        }

        UnitRows.Normalize(values, d, _encoder.Info.Key);
        Vectors rows = new(_encoder.Info.Key, d, unit: true, values);
        int[] labels = sound.Length == 0 ? [] : _assigner.Assign(rows);
        Probabilities? soft = sound.Length == 0 ? null : _assigner.AssignSoft(rows);
        for (int i = 0, at = 0; i < batch.Count; i++)
        {
            string file = images[batch.Start + i].Name;
            if (batch.Errors[i] is { } reason)
            {
                placed.Add(new AssignedImage(file, null, null, null, reason));
                continue;
            }

            bool noise = labels[at] == Partition.Noise;
            (int cluster, string name) = noise ? (Partition.Noise, NoiseName) : _clusters(labels[at]);
            double confidence = noise ? 0 : soft is null ? Confidence(rows[at], labels[at]) : TensorPrimitives.Max(soft[at]);
            placed.Add(new AssignedImage(file, cluster, name, Math.Round(confidence, 6), null));
            at++;
        }
    }

    /// <summary>Softmax of 10·cosine to the centres (contract §2).</summary>
    private double Confidence(ReadOnlySpan<float> image, int label)
    {
        if (_centres is null)
        {
            return 0;
        }

        double own = TensorPrimitives.Dot(image, _centres[label]), sum = 0;
        for (int cluster = 0; cluster < _centres.Count; cluster++)
        {
            sum += TensorPrimitives.SumOfSquares(_centres[cluster]) == 0 ? 0 : Math.Exp(Sharpness * (TensorPrimitives.Dot(image, _centres[cluster]) - own));
        }

        return 1 / Math.Max(1, sum);
    }
}
