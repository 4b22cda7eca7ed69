using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace TacWeb.Clustering.Assigners;

/// <summary>Reads numbers of an assigner's file; counts are checked against what is left of the file before anything is allocated.</summary>
internal sealed class AssignerReader(Stream stream) : IDisposable
{
    private const int LongestText = 64;
    private readonly BinaryReader _reader = new(stream, Encoding.UTF8, leaveOpen: true);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <exception cref="InvalidDataException">Another number, or the file ends.</exception>
    public int Integer(string name, int least, int most)
    {
        Need(sizeof(int), name);
        int value = _reader.ReadInt32();
        return value >= least && value <= most ? value : throw new InvalidDataException($"{name} is {value}, not from {least} to {most}.");
    }

    /// <summary>A finite float64.</summary>
    /// <exception cref="InvalidDataException">Not finite, or the file ends.</exception>
    public double Number(string name)
    {
        Need(sizeof(double), name);
        double value = _reader.ReadDouble();
        return double.IsFinite(value) ? value : throw new InvalidDataException($"{name} is no finite number.");
    }

    /// <summary>Finite float32 values.</summary>
    /// <exception cref="InvalidDataException">One is not finite, or the file ends.</exception>
    public float[] Floats(string name, long count)
    {
        Need(count * sizeof(float), name);
        float[] values = new float[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return TensorPrimitives.IsFiniteAll<float>(values) ? values : throw new InvalidDataException($"{name} holds a value that is not finite.");
    }

    /// <summary>A short ASCII text behind its length.</summary>
    /// <exception cref="InvalidDataException">Too long, or the file ends.</exception>
    public string Text(string name)
    {
        int length = Integer(name, 0, LongestText);
        Need(length, name);
        return Encoding.ASCII.GetString(_reader.ReadBytes(length));
    }

    public void Dispose() => _reader.Dispose();

    private void Need(long bytes, string name)
    {
        if (bytes < 0 || bytes > stream.Length - stream.Position)
        {
            throw new InvalidDataException($"The file ends before {name}.");
        }
    }
}
