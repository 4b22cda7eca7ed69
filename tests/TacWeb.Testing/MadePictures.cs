using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TacWeb.Testing;

/// <summary>Small pictures drawn by arithmetic, as PNG files: real images that no licence covers.</summary>
public static class MadePictures
{
    /// <summary>A PNG of <paramref name="side"/>² pixels.</summary>
    /// <param name="side">Pixels of each side.</param>
    /// <param name="colour">Red, green, blue of the pixel in column x, row y.</param>
    public static byte[] Png(int side, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        byte[] rows = new byte[side * (1 + (3 * side))];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int at = (y * (1 + (3 * side))) + 1 + (3 * x);
                (rows[at], rows[at + 1], rows[at + 2]) = colour(x, y);
            }
        }

        return Png(side, side, rows);
    }

    /// <summary>Three kinds that an encoder tells apart: red discs, green stripes, blue checks; <paramref name="number"/> varies size and place.</summary>
    public static byte[] OfKind(int kind, int number)
    {
        int shift = number * 7 % 23, size = 14 + (number % 9);
        return Png(64, (x, y) => kind switch
        {
            0 => Square(x - 20 - shift) + Square(y - 32) < Square(size) ? ((byte)210, (byte)30, (byte)(20 + number)) : ((byte)250, (byte)245, (byte)240),
            1 => (x + shift) / (3 + (size / 6)) % 2 == 0 ? ((byte)20, (byte)(150 + number), (byte)40) : ((byte)240, (byte)250, (byte)230),
            _ => (((x + shift) / size) + (y / size)) % 2 == 0 ? ((byte)25, (byte)50, (byte)(190 + number)) : ((byte)10, (byte)10, (byte)30),
        });
    }

    /// <summary>A valid PNG whose header tells of a huge picture; there are no pixels to match.</summary>
    public static byte[] HugeHeader(int width, int height) => Png(width, height, [0]);

    private static int Square(int value) => value * value;

    private static byte[] Png(int width, int height, byte[] rows)
    {
        using MemoryStream stream = new();
        stream.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(stream, "IHDR", header);
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(rows);
        }

        Chunk(stream, "IDAT", packed.ToArray());
        Chunk(stream, "IEND", []);
        return stream.ToArray();
    }

    private static void Chunk(MemoryStream stream, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        stream.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
