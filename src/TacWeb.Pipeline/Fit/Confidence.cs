using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Pipeline.Fit;

/// <summary>The confidence of each image (contract §2): its largest probability, else that of a softmax of 10·cosine to the centres.</summary>
internal static class Confidence
{
    private const float Scale = 10;

    public static float[] Of(Vectors images, IReadOnlyList<int> labels, int clusterCount, Probabilities? soft)
    {
        float[] confidences = new float[labels.Count];
        float[] centres = soft is null ? Centres(images, labels, clusterCount) : [];
        float[] row = new float[clusterCount];
        for (int i = 0; i < confidences.Length; i++)
        {
            if (soft is not null)
            {
                confidences[i] = TensorPrimitives.Max(soft[i]);
                continue;
            }

            float norm = Math.Max(TensorPrimitives.Norm(images[i]), float.Epsilon);
            for (int c = 0; c < clusterCount; c++)
            {
                row[c] = Scale * TensorPrimitives.Dot(images[i], centres.AsSpan(c * images.Dimension, images.Dimension)) / norm;
            }

            TensorPrimitives.SoftMax(row, row);
            confidences[i] = TensorPrimitives.Max(row);
        }

        return confidences;
    }

    // [K, d]: unit means of the unit rows; an empty cluster keeps zeros.
    private static float[] Centres(Vectors images, IReadOnlyList<int> labels, int clusterCount)
    {
        float[] centres = new float[clusterCount * images.Dimension];
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] >= 0)
            {
                Span<float> centre = centres.AsSpan(labels[i] * images.Dimension, images.Dimension);
                TensorPrimitives.MultiplyAdd(images[i], 1 / Math.Max(TensorPrimitives.Norm(images[i]), float.Epsilon), centre, centre);
            }
        }

        for (int c = 0; c < clusterCount; c++)
        {
            Span<float> centre = centres.AsSpan(c * images.Dimension, images.Dimension);
            TensorPrimitives.Divide(centre, Math.Max(TensorPrimitives.Norm(centre), float.Epsilon), centre);
        }

        return centres;
    }
}
