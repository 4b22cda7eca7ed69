using System.Runtime.InteropServices;
using System.Text;
using TacWeb.Core.Numerics;

namespace TacWeb.Core.Tests.Numerics;

public sealed class NpyFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_float32_matrix_is_read_in_every_format_version(int version)
    {
        Vectors read = Matrix(Npy("<f4", "(2, 3)", Bytes<float>(1, 2, 3, 4, 5, 6), version));
        Assert.Equal((2, 3, "x.npy", false), (read.Count, read.Dimension, read.Source, read.IsUnit));
        Assert.Equal([1f, 2, 3, 4, 5, 6], read.Values.ToArray());
    }

    [Fact]
    public void Half_and_double_matrices_become_float32()
    {
        Assert.Equal([1.5f, -2f], Matrix(Npy("<f2", "(1, 2)", Bytes((Half)1.5, (Half)(-2)))).Values.ToArray());
        Assert.Equal([0.1f, -1e-30f], Matrix(Npy("<f8", "(1, 2)", Bytes(0.1, -1e-30))).Values.ToArray());
    }

    [Fact]
    public void A_matrix_larger_than_a_block_survives_the_round_trip_from_a_dripping_stream()
    {
        Random random = new(7);
        float[] values = [.. Enumerable.Range(0, 700_001 * 1).Select(_ => random.NextSingle() - 0.5f)];
        using MemoryStream file = new();
        NpyFile.WriteMatrix(file, new Vectors("x", 1, unit: false, values));
        file.Position = 0;
        Assert.Equal(values, NpyFile.ReadMatrix(new DrippingStream(file), "x.npy").Values.ToArray());
    }

    [Fact]
    public void Rows_can_be_normalised_while_reading()
    {
        using MemoryStream stream = new(Npy("<f4", "(2, 2)", Bytes<float>(3, 4, 0, 2)));
        Vectors read = NpyFile.ReadUnitMatrix(stream, "x.npy", out double meanNorm);
        Assert.True(read.IsUnit);
        Assert.Equal(3.5, meanNorm);
        Assert.Equal([0.6f, 0.8f, 0, 1], read.Values.ToArray());
    }

    [Fact]
    public void A_zero_row_cannot_be_normalised()
    {
        using MemoryStream stream = new(Npy("<f4", "(2, 2)", Bytes<float>(3, 4, 0, 0)));
        Assert.Equal("x.npy, row 1: all zeros; a vector of length 0 has no direction.", Assert.Throws<TacWebException>(() => NpyFile.ReadUnitMatrix(stream, "x.npy", out _)).Message);
    }

    [Theory]
    [InlineData(float.NaN, "x.npy, row 1: column 0 holds NaN.")]
    [InlineData(float.NegativeInfinity, "x.npy, row 1: column 0 holds an infinite or too large number.")]
    public void A_number_that_is_not_finite_is_refused_by_row(float bad, string message) =>
        Refused(message, Npy("<f4", "(2, 3)", Bytes<float>(1, 2, 3, bad, 5, 6)), Matrix);

    [Fact]
    public void A_double_that_float32_cannot_hold_is_refused() =>
        Refused("x.npy, row 0: column 1 holds an infinite or too large number.", Npy("<f8", "(1, 2)", Bytes(0, 1e300)), Matrix);

    [Theory]
    [InlineData("<i4", "(1, 1)", "x.npy holds elements of type '<i4'; a matrix is float16, float32 or float64.")]
    [InlineData(">f4", "(1, 1)", "x.npy holds big-endian numbers ('>f4'); save them little-endian.")]
    [InlineData("|O", "(1, 1)", "x.npy holds elements of type '|O'; a matrix is float16, float32 or float64.")]
    [InlineData("<f4", "(1,)", "x.npy has shape (1,); a matrix has shape (rows, columns).")]
    [InlineData("<f4", "()", "x.npy has shape (); a matrix has shape (rows, columns).")]
    [InlineData("<f4", "(0, 5)", "x.npy has shape (0, 5): it is empty.")]
    [InlineData("<f4", "(2, 3)", "x.npy is cut off: it holds 1 of 6 numbers.")]
    [InlineData("<f4", "(4000000000, 4000000000)", "x.npy has shape (4000000000, 4000000000): more than 2147483591 numbers.")]
    [InlineData("<f4", "(a, 1)", "x.npy has a shape that cannot be read: 'shape': (a, 1)")]
    public void What_is_no_matrix_is_refused(string type, string shape, string message) => Refused(message, Npy(type, shape, new byte[4]), Matrix);

    [Fact]
    public void Fortran_order_is_refused() => Refused(
        "x.npy is stored in Fortran order; save numpy.ascontiguousarray(x) instead.",
        Npy("<f4", "(1, 1)", new byte[4], order: "True"),
        Matrix);

    [Fact]
    public void What_is_no_npy_file_is_refused()
    {
        Refused("x.npy is no .npy file: it does not begin with NumPy's mark.", "PK\u0003\u0004 and more"u8.ToArray(), Matrix);
        Refused("x.npy is no .npy file: it does not begin with NumPy's mark.", [], Matrix);
        Refused("x.npy has .npy format version 9; versions 1 to 3 can be read.", Npy("<f4", "(1, 1)", new byte[4], version: 9), Matrix);
        Refused("x.npy ends inside its header.", Npy("<f4", "(1, 1)", [])[..40], Matrix);
        Refused("x.npy claims a header of 4294967295 bytes; it is broken.", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255], Matrix);
        Refused("x.npy holds structured elements; save one plain array of numbers.", WithHeader("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", [], 1), Matrix);
    }

    [Fact]
    public void A_stream_that_cannot_seek_and_ends_early_is_refused()
    {
        using MemoryStream stream = new(Npy("<f4", "(2, 3)", new byte[16]));
        Assert.Equal("x.npy is cut off: it holds 4 of 6 numbers.", Assert.Throws<TacWebException>(() => NpyFile.ReadMatrix(new DrippingStream(stream), "x.npy")).Message);
    }

    [Fact]
    public void Every_integer_type_is_read_as_labels()
    {
        Assert.Equal([-1, 5], Labels(Npy("|i1", "(2,)", Bytes<sbyte>(-1, 5))));
        Assert.Equal([255, 5], Labels(Npy("|u1", "(2,)", Bytes<byte>(255, 5))));
        Assert.Equal([-1, 500], Labels(Npy("<i2", "(2,)", Bytes<short>(-1, 500))));
        Assert.Equal([65535, 5], Labels(Npy("<u2", "(2,)", Bytes<ushort>(65535, 5))));
        Assert.Equal([-1, 70_000], Labels(Npy("<i4", "(2,)", Bytes(-1, 70_000))));
        Assert.Equal([7, 5], Labels(Npy("<u4", "(2,)", Bytes<uint>(7, 5))));
        Assert.Equal([-1, 5], Labels(Npy("<i8", "(2, 1)", Bytes<long>(-1, 5))));
        Assert.Equal([7, 5], Labels(Npy("<u8", "(2L,)", Bytes<ulong>(7, 5))));
    }

    [Fact]
    public void Bad_labels_are_refused()
    {
        Refused("x.npy, row 1: 4294967296 is outside the range of labels.", Npy("<i8", "(2,)", Bytes<long>(1, 1L << 32)), Labels);
        Refused("x.npy, row 0: 18446744073709551615 is outside the range of labels.", Npy("<u8", "(1,)", Bytes(ulong.MaxValue)), Labels);
        Refused("x.npy holds elements of type '<f4'; labels are integers.", Npy("<f4", "(1,)", new byte[4]), Labels);
        Refused("x.npy has shape (1, 2); labels have shape (n,).", Npy("<i4", "(1, 2)", new byte[8]), Labels);
    }

    [Fact]
    public void Pixels_are_read()
    {
        Pixels colour = Pictures(Npy("|u1", "(2, 1, 2, 3)", [.. Enumerable.Range(0, 12).Select(i => (byte)i)]));
        Assert.Equal((2, 1, 2, 3), (colour.Count, colour.Height, colour.Width, colour.Channels));
        Assert.Equal(11, colour.Values.Span[11]);
        Assert.Equal(1, Pictures(Npy("|u1", "(2, 1, 2)", new byte[4])).Channels);
        Refused("x.npy has shape (1, 1, 1, 2); pixels have shape (n, h, w, c) with c = 1 or 3.", Npy("|u1", "(1, 1, 1, 2)", new byte[2]), Pictures);
        Refused("x.npy holds elements of type '<f4'; pixels are uint8.", Npy("<f4", "(1, 1, 1, 1)", new byte[4]), Pictures);
    }

    [Fact]
    public void Written_files_are_byte_for_byte_those_of_NumPy()
    {
        using MemoryStream labels = new(), matrix = new();
        NpyFile.WriteLabels(labels, [3, -1]);
        NpyFile.WriteMatrix(matrix, new Probabilities(2, [0.25f, 0.75f]));
        Assert.Equal([.. NumPyHeader("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }"), .. Bytes<long>(3, -1)], labels.ToArray());
        Assert.Equal([.. NumPyHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"), .. Bytes(0.25f, 0.75f)], matrix.ToArray());
    }

    private static byte[] NumPyHeader(string text) =>
        [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. Encoding.Latin1.GetBytes(text.PadRight(117) + "\n")];

    private static byte[] Npy(string type, string shape, byte[] data, int version = 1, string order = "False") =>
        WithHeader($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}\n", data, version);

    private static byte[] WithHeader(string header, byte[] data, int version)
    {
        byte[] length = BitConverter.GetBytes(header.Length)[..(version == 1 ? 2 : 4)];
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.Latin1.GetBytes(header), .. data];
    }

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static Vectors Matrix(byte[] file) => NpyFile.ReadMatrix(new MemoryStream(file), "x.npy");

    private static int[] Labels(byte[] file) => NpyFile.ReadLabels(new MemoryStream(file), "x.npy");

    private static Pixels Pictures(byte[] file) => NpyFile.ReadPixels(new MemoryStream(file), "x.npy");

    private static void Refused<T>(string message, byte[] file, Func<byte[], T> read) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => read(file)).Message);

    /// <summary>Gives at most 1,000 bytes at a time and cannot seek, like a network.</summary>
    private sealed class DrippingStream(Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 1000));
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
