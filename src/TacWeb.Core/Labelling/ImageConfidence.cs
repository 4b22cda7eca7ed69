using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Core.Labelling;

/// <summary>How sure each image's cluster is, and how near it lies to the centre.</summary>
/// <remarks>
/// Probabilities are the method's own or, without them, softmax over the used clusters of 10·cosine to the centres; confidences that a method gives without probabilities stand for both.
/// Without probabilities a noise image has confidence 0: it was given to no cluster.
/// </remarks>
internal sealed class ImageConfidence
{
    private const double Sharpness = 10;

    private ImageConfidence(int count) =>
        (Largest, Gap, Cosine) = (new float[count], new double[count], new double[count]);

    /// <summary>Largest probability of each image.</summary>
    public float[] Largest { get; }

    /// <summary>First minus second probability; the first alone where there is one cluster.</summary>
    public double[] Gap { get; }

    /// <summary>Cosine to the centre of the own cluster; 0 for noise.</summary>
    public double[] Cosine { get; }

    /// <summary>Measures all images, each by itself.</summary>
    public static ImageConfidence Of(Partition partition, Vectors unit, ClusterCentres centres, CancellationToken cancellationToken)
    {
        ImageConfidence confidence = new(unit.Count);
        ParallelOptions options = new() { CancellationToken = cancellationToken };
        Parallel.For(0, unit.Count, options, () => new double[partition.ClusterCount], (row, _, scratch) =>
        {
            confidence.Measure(row, partition, unit[row], centres, scratch);
            return scratch;
        }, _ => { });
        return confidence;
    }

    private void Measure(int row, Partition partition, ReadOnlySpan<float> image, ClusterCentres centres, double[] scratch)
    {
        int label = partition.Labels[row];
        bool noise = label == Partition.Noise;
        if (partition.Soft is { } soft)
        {
            Cosine[row] = noise ? 0 : FixedOrder.Dot(image, centres[label]);
            (double largest, double second) = TopTwo(soft[row]);
            (Largest[row], Gap[row]) = ((float)largest, largest - second);
        }
        else if (!noise)
        {
            centres.Cosines(image, scratch);
            Cosine[row] = scratch[label];
            (double largest, double second) = Softmax(scratch);
            (Largest[row], Gap[row]) = ((float)largest, largest - second);
        }

        if (partition.Confidences is { } own)
        {
            (Largest[row], Gap[row]) = (own[row], own[row]);
        }
    }

    private static (double First, double Second) TopTwo(ReadOnlySpan<float> values)
    {
        float first = 0, second = 0;
        foreach (float value in values)
        {
            (first, second) = value > first ? (value, first) : (first, Math.Max(second, value));
        }

        return (first, second);
    }

    /// <summary>The two largest of softmax(10·cosine); empty clusters (not a number) take no part.</summary>
    private static (double First, double Second) Softmax(double[] cosines)
    {
        double first = double.NegativeInfinity, second = double.NegativeInfinity, sum = 0;
        foreach (double cosine in cosines)
        {
            if (cosine > first)
            {
                (first, second) = (cosine, first);
            }
            else if (cosine > second)
            {
                second = cosine;
            }
        }

        foreach (double cosine in cosines)
        {
            sum += double.IsNaN(cosine) ? 0 : Math.Exp(Sharpness * (cosine - first));
        }

        return (1 / sum, Math.Exp(Sharpness * (second - first)) / sum);
    }
}
