using System.Buffers.Binary;
using System.Numerics;

namespace TacWeb.Encoders.Images;

/// <summary>Windows bitmaps of 1, 4, 8, 16, 24 and 32 bits, bottom-up or top-down, with bit fields; no run-length encoding. (The libvips of npm has no BMP loader.)</summary>
internal static class BitmapDecoder
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;
    private const uint Uncompressed = 0;
    private const uint BitFields = 3;
    private const uint AlphaBitFields = 6;

    /// <summary>Whether a file begins as a bitmap does.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> file) => file.Length > 2 && file[0] == 'B' && file[1] == 'M';

    /// <summary>Size from the header.</summary>
    /// <exception cref="ImageException">The header is damaged or of a kind that is not read.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        var layout = Layout.Read(file);
        return new ImageHeader(ImageFormat.Bmp, layout.Width, layout.Height, 1);
    }

    /// <summary>Decodes the pixels.</summary>
    /// <exception cref="ImageException">The file is damaged, cut short, or of a kind that is not read.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        var layout = Layout.Read(file);
        var stride = (((layout.Width * (long)layout.Bits) + 31) / 32) * 4;
        if (layout.PixelsAt + (stride * layout.Height) > file.Length)
        {
            throw new ImageException("The image is damaged or cut short.");
        }

        var image = new RgbImage(layout.Width, layout.Height);
        for (var y = 0; y < layout.Height; y++)
        {
            var stored = layout.TopDown ? y : layout.Height - 1 - y;
            var row = file.Slice((int)(layout.PixelsAt + (stride * stored)), (int)stride);
            ReadRow(row, layout, file, image.Values.Slice(3 * y * layout.Width, 3 * layout.Width));
        }

        return image;
    }

    private static void ReadRow(ReadOnlySpan<byte> row, in Layout layout, ReadOnlySpan<byte> file, Span<byte> target)
    {
        for (int x = 0, to = 0; to < target.Length; x++, to += 3)
        {
            (target[to], target[to + 1], target[to + 2]) = layout.Bits switch
            {
                <= 8 => Colour(file, layout, (row[x * layout.Bits / 8] >> (8 - layout.Bits - (x * layout.Bits % 8))) & ((1 << layout.Bits) - 1)),
                16 => layout.Masked(BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..])),
                24 => (row[(3 * x) + 2], row[(3 * x) + 1], row[3 * x]),
                _ => layout.Masked(BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..])),
            };
        }
    }

    /// <summary>A palette entry; an index beyond the palette is black.</summary>
    private static (byte Red, byte Green, byte Blue) Colour(ReadOnlySpan<byte> file, in Layout layout, int index)
    {
        var at = layout.PaletteAt + (index * layout.PaletteEntry);
        return index < layout.PaletteCount && at + 2 < file.Length ? (file[at + 2], file[at + 1], file[at]) : default;
    }

    private readonly record struct Layout(int Width, int Height, bool TopDown, int Bits, long PixelsAt, int PaletteAt, int PaletteEntry, int PaletteCount, uint RedMask, uint GreenMask, uint BlueMask)
    {
        public static Layout Read(ReadOnlySpan<byte> file)
        {
            if (file.Length < FileHeader + CoreHeader)
            {
                throw Damaged();
            }

            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[FileHeader..]);
            var layout = size == CoreHeader ? ReadCore(file) : size >= InfoHeader && size <= 256 && file.Length >= FileHeader + size ? ReadInfo(file, (int)size) : throw Damaged();
            return layout is { Width: >= 1, Height: >= 1 } && layout.PixelsAt >= FileHeader ? layout : throw Damaged();
        }

        public (byte Red, byte Green, byte Blue) Masked(uint value) => (Channel(value, RedMask), Channel(value, GreenMask), Channel(value, BlueMask));

        private static ImageException Damaged() => new("The image is damaged or cut short.");

        private static Layout ReadCore(ReadOnlySpan<byte> file)
        {
            int width = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), height = BinaryPrimitives.ReadUInt16LittleEndian(file[20..]);
            var bits = BitsOf(BinaryPrimitives.ReadUInt16LittleEndian(file[24..]));
            return new Layout(width, height, false, bits, PixelOffset(file), FileHeader + CoreHeader, 3, 1 << Math.Min(bits, 8), 0, 0, 0).WithDefaultMasks();
        }

        private static Layout ReadInfo(ReadOnlySpan<byte> file, int size)
        {
            int width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]), height = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
            var bits = BitsOf(BinaryPrimitives.ReadUInt16LittleEndian(file[28..]));
            var compression = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
            var used = BinaryPrimitives.ReadUInt32LittleEndian(file[46..]);
            var masked = compression is BitFields or AlphaBitFields && bits is 16 or 32;
            if (!(compression == Uncompressed || masked))
            {
                throw new ImageException("Compressed bitmaps (BMP) are not read.");
            }

            var masksBehindHeader = masked && size == InfoHeader ? (compression == AlphaBitFields ? 16 : 12) : 0;
            var colours = used is > 0 and <= 256 ? (int)used : 1 << Math.Min(bits, 8);
            var layout = new Layout(width, height == int.MinValue ? 0 : Math.Abs(height), height < 0, bits, PixelOffset(file), FileHeader + size + masksBehindHeader, 4, colours, 0, 0, 0);
            return masked ? layout.WithMasks(file) : layout.WithDefaultMasks();
        }

        private static int BitsOf(int bits) => bits is 1 or 4 or 8 or 16 or 24 or 32 ? bits : throw Damaged();

        private static long PixelOffset(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);

        private Layout WithDefaultMasks() => Bits == 16
            ? this with { RedMask = 0x7C00, GreenMask = 0x03E0, BlueMask = 0x001F }
            : this with { RedMask = 0xFF0000, GreenMask = 0x00FF00, BlueMask = 0x0000FF };

        private Layout WithMasks(ReadOnlySpan<byte> file) => file.Length < 66 ? throw Damaged() : this with
        {
            RedMask = BinaryPrimitives.ReadUInt32LittleEndian(file[54..]),
            GreenMask = BinaryPrimitives.ReadUInt32LittleEndian(file[58..]),
            BlueMask = BinaryPrimitives.ReadUInt32LittleEndian(file[62..]),
        };

        /// <summary>A channel's bits, spread over 0 … 255 as PIL does for 5 and 6 bits: ⌊v · 255 / max⌋.</summary>
        private static byte Channel(uint value, uint mask)
        {
            if (mask == 0)
            {
                return 0;
            }

            var shift = BitOperations.TrailingZeroCount(mask);
            return (byte)((ulong)((value & mask) >> shift) * 255 / (mask >> shift));
        }
    }
}
