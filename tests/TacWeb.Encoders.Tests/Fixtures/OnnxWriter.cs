using System.Runtime.InteropServices;
using System.Text;

namespace TacWeb.Encoders.Tests.Fixtures;

/// <summary>Writes ONNX graphs: just enough protobuf for nodes, weights and typed inputs (onnx.proto3, opset 13). Weights may be hundreds of megabytes.</summary>
internal sealed class OnnxWriter
{
    private readonly List<byte[]> nodes = [];
    private readonly List<(byte[] Head, byte[] Raw)> initializers = [];
    private readonly List<byte[]> inputs = [];
    private readonly List<byte[]> outputs = [];

    public const int Float = 1;
    public const int Int64 = 7;

    public OnnxWriter Input(string name, int type, params string[] axes)
    {
        inputs.Add(ValueInfo(name, type, axes));
        return this;
    }

    public OnnxWriter Output(string name, params string[] axes)
    {
        outputs.Add(ValueInfo(name, Float, axes));
        return this;
    }

    public OnnxWriter Weights(string name, long[] shape, float[] values) => Initializer(name, Float, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public OnnxWriter Numbers(string name, long[] shape, long[] values) => Initializer(name, Int64, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>A node; attributes are whole numbers, or lists of them where ONNX wants lists.</summary>
    public OnnxWriter Node(string type, string[] from, string to, params (string Name, long[] Values)[] attributes)
    {
        nodes.Add([.. from.SelectMany(name => Text(1, name)), .. Text(2, to), .. Text(4, type), .. attributes.SelectMany(Attribute)]);
        return this;
    }

    public byte[] ToArray()
    {
        using var model = new MemoryStream();
        WriteTo(model);
        return model.ToArray();
    }

    /// <summary>Writes the model; the weights go straight to the stream.</summary>
    public void WriteTo(Stream model)
    {
        byte[] before = [.. nodes.SelectMany(node => Bytes(1, node)), .. Text(2, "graph")];
        byte[] after = [.. inputs.SelectMany(input => Bytes(11, input)), .. outputs.SelectMany(output => Bytes(12, output))];
        byte[][] heads = [.. initializers.Select(weights => (byte[])[.. Varint((5 << 3) | 2), .. Varint((ulong)(weights.Head.Length + weights.Raw.Length)), .. weights.Head])];
        long length = before.Length + after.Length + heads.Sum(head => (long)head.Length) + initializers.Sum(weights => (long)weights.Raw.Length);
        model.Write([.. Number(1, 7), .. Varint((7 << 3) | 2), .. Varint((ulong)length)]);
        model.Write(before);
        for (var i = 0; i < heads.Length; i++)
        {
            model.Write(heads[i]);
            model.Write(initializers[i].Raw);
        }

        model.Write(after);
        model.Write(Bytes(8, [.. Text(1, ""), .. Number(2, 13)]));
    }

    private OnnxWriter Initializer(string name, int type, long[] shape, byte[] raw)
    {
        initializers.Add(([.. shape.SelectMany(axis => Number(1, axis)), .. Number(2, type), .. Text(8, name), .. Varint((9 << 3) | 2), .. Varint((ulong)raw.Length)], raw));
        return this;
    }

    private static byte[] Attribute((string Name, long[] Values) attribute)
    {
        var (name, values) = attribute;
        return Bytes(5, name is not ("axes" or "perm" or "kernel_shape" or "strides")
            ? [.. Text(1, name), .. Number(3, values[0]), .. Number(20, 2)]
            : [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, 7)]);
    }

    private static byte[] ValueInfo(string name, int type, string[] axes)
    {
        byte[] shape = [.. axes.SelectMany(axis => Bytes(1, long.TryParse(axis, out var size) ? Number(1, size) : Text(2, axis)))];
        return [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Number(1, type), .. Bytes(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, byte[] content) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Number(int field, long value) => [.. Varint((ulong)field << 3), .. Varint((ulong)value)];

    private static List<byte> Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
