using TacWeb.Core;
using TacWeb.Core.Numerics;

namespace TacWeb.Cli;

/// <summary>Reads the <c>.npy</c> files that a command names; errors begin with the path as typed.</summary>
internal static class NpyInput
{
    /// <summary>Integers [n].</summary>
    public static int[] Labels(string path) => Read(path, NpyFile.ReadLabels);

    /// <summary>Rows [n, d] as they are.</summary>
    public static Vectors Raw(string path) => Read(path, NpyFile.ReadMatrix);

    /// <summary>Unit rows [n, d] and the mean length that they had.</summary>
    public static (Vectors Rows, double MeanNorm) Unit(string path) => Read(path, (stream, name) =>
    {
        Vectors rows = NpyFile.ReadUnitMatrix(stream, name, out double meanNorm);
        return (rows, meanNorm);
    });

    /// <summary>Pictures [n, h, w, c].</summary>
    public static Pixels Pictures(string path) => Read(path, NpyFile.ReadPixels);

    private static T Read<T>(string path, Func<Stream, string, T> read)
    {
        if (Directory.Exists(path))
        {
            throw new TacWebException($"{path} is a folder; an .npy file is needed.");
        }

        if (!File.Exists(path))
        {
            throw new TacWebException($"{path} does not exist.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return read(stream, path);
    }
}
