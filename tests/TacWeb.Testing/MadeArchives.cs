using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TacWeb.Testing;

/// <summary>Zip files made in memory, sound and faulty.</summary>
public static class MadeArchives
{
    private const uint LocalHeader = 0x04034B50;
    private const uint CentralHeader = 0x02014B50;

    /// <summary>A zip of the given entries; any name is written as it is.</summary>
    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The same zip with the "encrypted" bit set on one entry, in its local and its central header.</summary>
    public static byte[] MarkEncrypted(byte[] zip, string name)
    {
        byte[] marked = [.. zip];
        foreach ((int header, uint signature) in Headers(marked, name))
        {
            marked[header + (signature == LocalHeader ? 6 : 8)] |= 1;
        }

        return marked;
    }

    /// <summary>The same zip with the Unix file type "symbolic link" on one entry.</summary>
    public static byte[] MarkSymbolicLink(byte[] zip, string name)
    {
        byte[] marked = [.. zip];
        foreach ((int header, uint signature) in Headers(marked, name).Where(found => found.Signature == CentralHeader))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(marked.AsSpan(header + 38), 0xA1FFu << 16);
        }

        return marked;
    }

    private static List<(int Header, uint Signature)> Headers(byte[] zip, string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        List<(int, uint)> headers = [];
        for (int i = 0; i + 46 < zip.Length; i++)
        {
            uint signature = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(i));
            (int length, int start) = signature == LocalHeader ? (26, 30) : (28, 46);
            if (signature is LocalHeader or CentralHeader
                && BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(i + length)) == wanted.Length
                && i + start + wanted.Length <= zip.Length
                && zip.AsSpan(i + start, wanted.Length).SequenceEqual(wanted))
            {
                headers.Add((i, signature));
            }
        }

        return headers;
    }
}
