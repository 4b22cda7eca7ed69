using TacWeb.Core.Numerics;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Unit rows in noisy groups, made from a seed.</summary>
internal static class MadeRows
{
    public static Vectors Unit(int count, int dimension, int groups, int seed)
    {
        Random random = new(seed);
        float[] centres = [.. Enumerable.Range(0, groups * dimension).Select(_ => random.NextSingle() - 0.5f)];
        float[] values = new float[count * dimension];
        for (int i = 0; i < count; i++)
        {
            int group = random.Next(groups);
            for (int j = 0; j < dimension; j++)
            {
                values[(i * dimension) + j] = centres[(group * dimension) + j] + (1.5f * (random.NextSingle() - 0.5f));
            }
        }

        UnitRows.Normalize(values, dimension, "made");
        return new Vectors("made", dimension, unit: true, values);
    }
}
