using TacWeb.Core.Numerics;

namespace TacWeb.Storage;

/// <summary>Vectors whose rows stay in their file; they end with this owner.</summary>
public sealed class MappedVectors : IDisposable
{
    private readonly MappedFloats _floats;

    internal MappedVectors(MappedFloats floats, string source, int dimension, bool unit)
    {
        _floats = floats;
        Vectors = new Vectors(source, dimension, unit, floats.Memory);
    }

    /// <summary>Maps a file of rows.</summary>
    /// <param name="path">Little-endian float32, row after row.</param>
    /// <param name="source">Encoder key or file name.</param>
    /// <param name="dimension">Length of a row.</param>
    /// <param name="unit">Whether every row has length 1.</param>
    /// <exception cref="IOException">The file is missing or empty.</exception>
    public static MappedVectors Open(string path, string source, int dimension, bool unit) => new(new MappedFloats(path), source, dimension, unit);

    /// <summary>The rows; not to be read after <see cref="Dispose"/>.</summary>
    public Vectors Vectors { get; }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => ((IDisposable)_floats).Dispose();
}
