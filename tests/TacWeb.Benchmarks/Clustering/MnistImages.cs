using System.Buffers.Binary;
using System.IO.Compression;
using TacWeb.Core.Numerics;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>MNIST from its four idx .gz files: 60,000 and 10,000 pictures of 28×28, pooled in this order, with their classes.</summary>
internal sealed record MnistImages(Vectors Rows, Pixels Pixels, int[] Labels)
{
    private const int Side = 28;

    /// <summary>The first n images of a shuffle by the seed 0; all of them in their own order where n is 70,000 or more.</summary>
    /// <param name="folder">Holds the four files.</param>
    /// <param name="count">n.</param>
    public static MnistImages Read(string folder, int count)
    {
        byte[] pixels = [.. Items(folder, "train-images-idx3", 3), .. Items(folder, "t10k-images-idx3", 3)];
        byte[] labels = [.. Items(folder, "train-labels-idx1", 1), .. Items(folder, "t10k-labels-idx1", 1)];
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        if (count < order.Length)
        {
            new Random(0).Shuffle(order);
            order = order[..count];
        }

        byte[] taken = [.. order.SelectMany(row => pixels.AsSpan(row * Side * Side, Side * Side).ToArray())];
        float[] values = [.. taken.Select(value => value / 255f)];
        return new MnistImages(new Vectors("mnist", Side * Side, unit: false, values), new Pixels(Side, Side, 1, taken), [.. order.Select(row => (int)labels[row])]);
    }

    private static byte[] Items(string folder, string name, int dimensions)
    {
        using GZipStream stream = new(File.OpenRead(Path.Combine(folder, $"mnist-{name}-ubyte.gz")), CompressionMode.Decompress);
        byte[] header = new byte[4 + (4 * dimensions)];
        stream.ReadExactly(header);
        long size = Enumerable.Range(0, dimensions).Aggregate(1L, (product, axis) => product * BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * axis))));
        byte[] items = new byte[size];
        stream.ReadExactly(items);
        return items;
    }
}
