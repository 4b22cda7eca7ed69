using TacWeb.Core.Numerics;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

/// <summary>Small <c>.npy</c> files for commands to read, and back.</summary>
internal static class Npy
{
    public static string Labels(TemporaryFolder folder, string name, params int[] labels)
    {
        using FileStream stream = File.Create(folder.Of(name));
        NpyFile.WriteLabels(stream, labels);
        return folder.Of(name);
    }

    public static string Rows(TemporaryFolder folder, string name, int dimension, params float[] values)
    {
        using FileStream stream = File.Create(folder.Of(name));
        NpyFile.WriteMatrix(stream, new Vectors(name, dimension, unit: false, values));
        return folder.Of(name);
    }

    /// <summary>Rows in <paramref name="kinds"/> directions with a little noise, kind after kind.</summary>
    public static string Blobs(TemporaryFolder folder, string name, int kinds, int each, int dimension, int seed = 1)
    {
        Random random = new(seed);
        float[] values = new float[kinds * each * dimension];
        for (int row = 0; row < kinds * each; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                values[(row * dimension) + column] = (column % kinds == row / each ? 1f : 0f) + (0.1f * (float)(random.NextDouble() - 0.5));
            }
        }

        return Rows(folder, name, dimension, values);
    }

    public static int[] ReadLabels(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return NpyFile.ReadLabels(stream, path);
    }

    public static Vectors ReadRows(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return NpyFile.ReadMatrix(stream, path);
    }
}
