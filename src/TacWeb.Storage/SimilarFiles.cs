using System.Globalization;
using System.Runtime.InteropServices;

namespace TacWeb.Storage;

/// <summary>Pairs of similar images of a dataset under an encoder, kept once they are found. Safe for many threads.</summary>
/// <remarks>Little-endian: for each pair two int32 rows and a float32 cosine, highest cosine first.</remarks>
public sealed class SimilarFiles
{
    private readonly string _folder;

    internal SimilarFiles(string folder) => _folder = folder;

    /// <summary>The pairs, or null where nobody has looked for them.</summary>
    public IReadOnlyList<SimilarImages>? Read(int dataset, string encoder) => File.Exists(PathOf(dataset, encoder))
        ? MemoryMarshal.Cast<byte, SimilarImages>(File.ReadAllBytes(PathOf(dataset, encoder))).ToArray()
        : null;

    /// <summary>Keeps the pairs.</summary>
    public void Write(int dataset, string encoder, IReadOnlyList<SimilarImages> pairs)
    {
        SimilarImages[] all = [.. pairs];
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(PathOf(dataset, encoder), stream => stream.Write(MemoryMarshal.AsBytes<SimilarImages>(all)));
    }

    private string PathOf(int dataset, string encoder) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{dataset}-{encoder[..Math.Min(24, encoder.Length)]}.bin"));
}
