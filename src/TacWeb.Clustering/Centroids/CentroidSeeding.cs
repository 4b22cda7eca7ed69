using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Centroids;

/// <summary>k-means++ seeding of several starts at once: each pass over the rows serves one new centre of every start.</summary>
/// <remarks>
/// Arthur and Vassilvitskii, SODA 2007: the next centre is a row drawn with probability proportional to its squared distance from the nearest
/// centre so far (for spherical k-means 1 − cosine, which is half the squared distance of unit rows). Above 16,384 rows (or 64 K) the
/// centres are drawn from a seeded sample of that many.
/// </remarks>
internal static class CentroidSeeding
{
    private const int SampleRows = 16_384;

    /// <summary>Row numbers of K first centres for each start.</summary>
    public static int[][] Draw(IReadOnlyList<Vectors> parts, int k, bool spherical, int starts, int seed, CancellationToken cancellationToken)
    {
        int count = parts[0].Count;
        int[] sample = Seeds.Sample(count, Math.Max(SampleRows, 64 * k), Seeds.Stream(seed, 0));
        IReadOnlyList<Vectors> rows = sample.Length == count ? parts : [.. parts.Select(part => part.Take(sample))];
        using RowBlocks blocks = new(rows, 8192);
        float[] squares = SquaredLengths(rows);
        Random[] randoms = [.. Enumerable.Range(0, starts).Select(start => Seeds.Stream(seed, 1 + start))];
        float[][] distances = [.. Enumerable.Range(0, starts).Select(_ => Enumerable.Repeat(float.PositiveInfinity, sample.Length).ToArray())];
        int[][] chosen = [.. Enumerable.Range(0, starts).Select(_ => new int[k])];
        float[] products = [];
        for (int j = 0; j < k; j++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Parallel.For(0, starts, start => chosen[start][j] = j == 0 ? randoms[start].Next(sample.Length) : DrawFar(distances[start], randoms[start]));
            if (j < k - 1)
            {
                Approach(blocks, squares, [.. chosen.Select(rows => rows[j])], spherical, distances, ref products);
            }
        }

        return [.. chosen.Select(rows => rows.Select(row => sample[row]).ToArray())];
    }

    private static float[] SquaredLengths(IReadOnlyList<Vectors> parts)
    {
        float[] squares = new float[parts[0].Count];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = parts.Sum(part => TensorPrimitives.SumOfSquares(part[i]));
        }

        return squares;
    }

    private static int DrawFar(float[] distances, Random random)
    {
        double total = 0;
        foreach (float distance in distances)
        {
            total += distance;
        }

        double rest = random.NextDouble() * total;
        int last = random.Next(distances.Length); // all rows are equal: any
        for (int i = 0; i < distances.Length; i++)
        {
            if (distances[i] > 0)
            {
                last = i;
                rest -= distances[i];
                if (rest < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    /// <summary>Lowers every row's distance to the nearest centre by the newest centre of each start.</summary>
    private static void Approach(RowBlocks blocks, float[] squares, int[] newest, bool spherical, float[][] distances, ref float[] products)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        float[] centres = new float[newest.Length * blocks.Dimension];
        for (int start = 0; start < newest.Length; start++)
        {
            blocks.CopyRow(newest[start], centres.AsSpan(start * blocks.Dimension));
        }

        torch.Tensor[] columns = blocks.Centres(centres);
        for (int block = 0; block < blocks.BlockCount; block++)
        {
            using DisposeScope pass = torch.NewDisposeScope();
            TensorBridge.CopyTo(blocks.Products(block, columns), ref products); // [rows, starts]
            float[] similarity = products;
            int first = blocks.Start(block), count = blocks.Rows(block);
            Parallel.For(0, newest.Length, start =>
            {
                float[] nearest = distances[start];
                float centre = squares[newest[start]];
                for (int i = 0; i < count; i++)
                {
                    float product = similarity[(i * newest.Length) + start], square = squares[first + i];
                    float distance = spherical ? 1 - (product / MathF.Sqrt(MathF.Max(square * centre, 1e-30f))) : square + centre - (2 * product);
                    nearest[first + i] = MathF.Min(nearest[first + i], MathF.Max(0, distance));
                }

                nearest[newest[start]] = 0;
            });
        }
    }
}
