using System.Runtime.InteropServices;
using System.Text;
using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Methods.Beyond.Stages;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Assigners;

/// <summary>What places new images, in a file: it outlives the process that trained it.</summary>
/// <remarks>Little-endian: <c>TACA</c>, int32 version 1, the kind as an int32 length and ASCII, then what the kind needs, matrices as float32, row-major.</remarks>
public static class AssignerFile
{
    /// <summary>Largest d, h, K or M that is read.</summary>
    internal const int MostRows = 1 << 24;

    private const int Version = 1;

    private static readonly Dictionary<string, Func<AssignerReader, IAssigner>> Readers = new(StringComparer.Ordinal)
    {
        [CentroidAssigner.FileKind] = CentroidAssigner.Read,
        [HeadAssigner.FileKind] = HeadAssigner.Read,
        [DenseAssigner.FileKind] = DenseAssigner.Read,
        [ConvolutionAssigner.FileKind] = ConvolutionAssigner.Read,
        [CounterpartAssigner.FileKind] = CounterpartAssigner.Read,
        [CompleterAssigner.FileKind] = CompleterAssigner.Read,
        [ModeAssigner.FileKind] = ModeAssigner.Read,
        [EnsembleAssigner.FileKind] = EnsembleAssigner.Read,
        [NearestAssigner.FileKind] = NearestAssigner.Read,
        [CodedAssigner.FileKind] = CodedAssigner.Read,
    };

    private static ReadOnlySpan<byte> Magic => "TACA"u8;

    /// <summary>Whether an assigner has a form in a file.</summary>
    public static bool CanWrite(IAssigner? assigner) => assigner is IStoredAssigner;

    /// <summary>Writes an assigner; the stream stays open.</summary>
    /// <exception cref="ArgumentException">It has no form in a file.</exception>
    public static void Write(Stream stream, IAssigner assigner)
    {
        IStoredAssigner stored = assigner as IStoredAssigner ?? throw new ArgumentException($"A {assigner?.GetType().Name} has no form in a file.", nameof(assigner));
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(stored.Kind.Length);
        writer.Write(Encoding.ASCII.GetBytes(stored.Kind));
        stored.Write(writer);
    }

    /// <summary>Reads an assigner from a stream that knows its length, and stops behind it.</summary>
    /// <exception cref="InvalidDataException">The stream holds none of this version, or what it holds does not fit together.</exception>
    public static IAssigner Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> magic = stackalloc byte[4];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is no assigner file.");
        }

        using AssignerReader reader = new(stream);
        reader.Integer("the version", Version, Version);
        string kind = reader.Text("the kind");
        return Readers.TryGetValue(kind, out Func<AssignerReader, IAssigner>? read) ? read(reader) : throw new InvalidDataException("The assigner is of a kind that this program does not know.");
    }

    internal static void WriteFloats(this BinaryWriter writer, ReadOnlySpan<float> values) => writer.Write(MemoryMarshal.AsBytes(values));
}
