using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TacWeb.Core.Numerics;

/// <summary>The header of a NumPy <c>.npy</c> file: format versions 1, 2 and 3.</summary>
/// <param name="ElementType">NumPy's descriptor, for example <c>&lt;f4</c>.</param>
/// <param name="Shape">Lengths of the axes; empty for a single number.</param>
/// <remarks>Source: NumPy's NEP 1 and <c>numpy.lib.format</c>.</remarks>
internal sealed partial record NpyHeader(string ElementType, IReadOnlyList<long> Shape)
{
    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header and leaves the stream at the first element.</summary>
    /// <exception cref="TacWebException">Not an <c>.npy</c> file, or one in Fortran order or of structured elements.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Magic))
        {
            throw new TacWebException($"{name} is no .npy file: it does not begin with NumPy's mark.");
        }

        int major = start[6];
        if (major is < 1 or > 3)
        {
            throw new TacWebException($"{name} has .npy format version {major}; versions 1 to 3 can be read.");
        }

        return Parse(ReadText(stream, name, lengthBytes: major == 1 ? 2 : 4, major == 3 ? Encoding.UTF8 : Encoding.Latin1), name);
    }

    /// <summary>Writes a version 1 header padded so that the elements begin at a multiple of 64.</summary>
    public static void Write(Stream stream, string elementType, params ReadOnlySpan<long> shape)
    {
        StringBuilder axes = new();
        foreach (long length in shape)
        {
            axes.Append(CultureInfo.InvariantCulture, $"{length}").Append(shape.Length == 1 ? "," : ", ");
        }

        string text = $"{{'descr': '{elementType}', 'fortran_order': False, 'shape': ({axes.ToString().TrimEnd(' ').TrimEnd(shape.Length == 1 ? ' ' : ',')}), }}";
        int padded = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        byte[] header = new byte[10 + padded];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)padded);
        Encoding.Latin1.GetBytes(text.PadRight(padded - 1) + "\n", header.AsSpan(10));
        stream.Write(header);
    }

    private static string ReadText(Stream stream, string name, int lengthBytes, Encoding encoding)
    {
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        if (stream.ReadAtLeast(length[..lengthBytes], lengthBytes, throwOnEndOfStream: false) < lengthBytes)
        {
            throw new TacWebException($"{name} ends inside its header.");
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > LongestHeader)
        {
            throw new TacWebException($"{name} claims a header of {count} bytes; it is broken.");
        }

        byte[] text = new byte[count];
        return stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) == text.Length
            ? encoding.GetString(text)
            : throw new TacWebException($"{name} ends inside its header.");
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match type = TypePattern().Match(text), order = OrderPattern().Match(text), shape = ShapePattern().Match(text);
        if (!order.Success || !shape.Success)
        {
            throw new TacWebException($"{name} has a header that cannot be read: {Printable(text)}");
        }

        if (!type.Success)
        {
            throw new TacWebException($"{name} holds structured elements; save one plain array of numbers.");
        }

        List<long> lengths = [];
        foreach (string part in shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            lengths.Add(long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
                ? length
                : throw new TacWebException($"{name} has a shape that cannot be read: {Printable(shape.Value)}"));
        }

        return order.Groups[1].Value == "True"
            ? throw new TacWebException($"{name} is stored in Fortran order; save numpy.ascontiguousarray(x) instead.")
            : new NpyHeader(type.Groups[1].Value, lengths);
    }

    private static string Printable(string text) =>
        string.Concat(text.Trim().Take(120).Select(letter => char.IsControl(letter) ? '?' : letter));

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex TypePattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^)]*)\)""")]
    private static partial Regex ShapePattern();
}
