using System.Buffers;
using System.Runtime.CompilerServices;
using TacWeb.Core;
using TacWeb.Encoders.Images;
using TacWeb.Encoders.Models;

namespace TacWeb.Encoders;

/// <summary>The image tower. Each batch is read, decoded, resized and encoded on one thread, several batches side by side.</summary>
/// <remarks>The graph runs one picture at a time, so a vector cannot depend on its neighbours; for convolutions that costs nothing.</remarks>
internal sealed class ImageEncoder : IImageEncoder
{
    /// <summary>Pictures a batch handed out.</summary>
    private const int Batch = 16;

    private readonly EncoderGraph graph;
    private readonly ImagePreprocessor preprocessor;
    private readonly ImageLimits limits;
    private readonly int workers;

    public ImageEncoder(ModelFolder folder, EncoderGraph graph, ImageLimits limits, int workers)
    {
        Info = folder.Info;
        (this.graph, this.limits, this.workers) = (graph, limits, workers);
        var manifest = folder.Manifest;
        preprocessor = new ImagePreprocessor(manifest.ImageSize, manifest.Resize, manifest.Mean, manifest.Std);
    }

    /// <inheritdoc/>
    public EncoderInfo Info { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EncodedBatch> EncodeAsync(IAsyncEnumerable<ImageSource> images, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var run = new RunOptions();
        await using var stop = cancellationToken.Register(() => run.Terminate = true);
        var batches = OrderedWork.SelectAsync(Chunks(images, cancellationToken), (chunk, token) => Encode(chunk.Start, chunk.Images, run, token), workers, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    private static async IAsyncEnumerable<(int Start, List<ImageSource> Images)> Chunks(IAsyncEnumerable<ImageSource> images, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        var chunk = new List<ImageSource>(Batch);
        await foreach (var image in images.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            chunk.Add(image);
            if (chunk.Count == Batch)
            {
                yield return (start, chunk);
                start += Batch;
                chunk = new List<ImageSource>(Batch);
            }
        }

        if (chunk.Count > 0)
        {
            yield return (start, chunk);
        }
    }

    private EncodedBatch Encode(int start, List<ImageSource> images, RunOptions run, CancellationToken cancellationToken)
    {
        var values = new float[images.Count * Info.Dimension];
        var errors = new string?[images.Count];
        var pixels = ArrayPool<float>.Shared.Rent(preprocessor.Length);
        var input = pixels.AsMemory(0, preprocessor.Length);
        try
        {
            for (var i = 0; i < images.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                errors[i] = TryRead(images[i], input.Span);
                if (errors[i] is null)
                {
                    var row = values.AsMemory(i * Info.Dimension, Info.Dimension);
                    Encode(input, row, run, cancellationToken);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }

        return new EncodedBatch(start, values, errors);
    }

    private string? TryRead(ImageSource source, Span<float> target)
    {
        try
        {
            using var file = FileBytes.Read(source);
            using var image = ImageDecoder.Decode(file.Span, limits);
            preprocessor.Write(image, target, source.Augmentation);
            return null;
        }
        catch (TacWebException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"The file cannot be read: {error.Message}";
        }
    }

    private void Encode(Memory<float> input, Memory<float> output, RunOptions run, CancellationToken cancellationToken)
    {
        var side = Info.ImageSize;
        using var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input, [1, 3, side, side]);
        graph.Run([value], output, (1, Info.Dimension), run, cancellationToken);
        if (!float.IsFinite(System.Numerics.Tensors.TensorPrimitives.Sum(output.Span)))
        {
            throw new TacWebException($"The image tower of \"{Info.Key}\" gives values that are no numbers.");
        }
    }
}
