using System.Globalization;
using System.Runtime.InteropServices;

namespace TacWeb.Storage;

/// <summary>Flat maps of datasets under an encoder, kept once they are computed. Safe for many threads.</summary>
/// <remarks>Little-endian: <c>TACM</c>, int32 version 1, N, then for each row of the dataset two float32, not a number for a picture without a vector.</remarks>
public sealed class MapFiles
{
    private const int HeaderBytes = 12;
    private readonly string _folder;

    internal MapFiles(string folder) => _folder = folder;

    private static ReadOnlySpan<byte> Magic => "TACM"u8;

    /// <summary>Whether the map is there.</summary>
    public bool Has(int dataset, string encoder) => File.Exists(PathOf(dataset, encoder));

    /// <summary>[N, 2], row by row of the dataset; null where nobody has computed it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">The encoder's hash.</param>
    /// <exception cref="InvalidDataException">The file is not what was written.</exception>
    public float[]? Read(int dataset, string encoder)
    {
        if (!Has(dataset, encoder))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(PathOf(dataset, encoder));
        if (bytes.Length < HeaderBytes || !bytes.AsSpan(0, 4).SequenceEqual(Magic) || BitConverter.ToInt32(bytes, 4) != 1 || bytes.Length != HeaderBytes + (8L * BitConverter.ToInt32(bytes, 8)))
        {
            throw new InvalidDataException("This is no map file of version 1.");
        }

        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(HeaderBytes)).ToArray();
    }

    /// <summary>Keeps a map.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="positions">[N, 2].</param>
    public void Write(int dataset, string encoder, float[] positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(PathOf(dataset, encoder), stream =>
        {
            stream.Write(Magic);
            stream.Write(MemoryMarshal.AsBytes<int>([1, positions.Length / 2]));
            stream.Write(MemoryMarshal.AsBytes<float>(positions));
        });
    }

    /// <summary>Removes the maps of datasets that are gone.</summary>
    internal void Sweep(Func<int, bool> isGone)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(_folder))
        {
            string name = Path.GetFileName(path);
            if (!int.TryParse(name.AsSpan(0, Math.Max(0, name.IndexOf('-', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out int dataset) || isGone(dataset))
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(int dataset, string encoder) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{dataset}-{encoder[..Math.Min(24, encoder.Length)]}.bin"));
}
