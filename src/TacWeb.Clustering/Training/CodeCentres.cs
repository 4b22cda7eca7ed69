using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Training;

/// <summary>Labels and centres of codes that move: means of the members, then the nearest centre.</summary>
/// <param name="labels">N first labels.</param>
/// <param name="centres">[K, h] first centres.</param>
/// <param name="dimension">h.</param>
internal sealed class CodeCentres(IReadOnlyList<int> labels, float[] centres, int dimension)
{
    /// <summary>N.</summary>
    public IReadOnlyList<int> Labels { get; private set; } = labels;

    /// <summary>[K, h].</summary>
    public float[] Values { get; private set; } = [.. centres];

    /// <summary>The centre of each of these rows, [B, h].</summary>
    public Tensor Of(int[] rows)
    {
        float[] taken = new float[rows.Length * dimension];
        for (int i = 0; i < rows.Length; i++)
        {
            Values.AsSpan(Labels[rows[i]] * dimension, dimension).CopyTo(taken.AsSpan(i * dimension));
        }

        return TensorBridge.Matrix(taken, rows.Length, dimension);
    }

    /// <summary>Centres from the codes by the old labels, then labels by the new centres; a centre without members stays.</summary>
    public void Renew(Vectors codes)
    {
        Values = Means(codes);
        int k = Values.Length / dimension;
        int[] nearest = new int[codes.Count];
        Parallel.For(0, codes.Count, row => nearest[row] = Enumerable.Range(0, k).MinBy(centre => TensorPrimitives.Distance(codes[row], Values.AsSpan(centre * dimension, dimension))));
        Labels = nearest;
    }

    private float[] Means(Vectors codes)
    {
        double[] sums = new double[Values.Length];
        int[] sizes = new int[Values.Length / dimension];
        for (int row = 0; row < codes.Count; row++)
        {
            sizes[Labels[row]]++;
            for (int j = 0; j < dimension; j++)
            {
                sums[(Labels[row] * dimension) + j] += codes[row][j];
            }
        }

        return [.. Values.Select((old, i) => sizes[i / dimension] == 0 ? old : (float)(sums[i] / sizes[i / dimension]))];
    }
}
