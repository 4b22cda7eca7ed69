using System.Text;

namespace TacWeb.Encoders.Tests.Fixtures;

/// <summary>Writes small ONNX graphs: just enough protobuf for nodes, weights and typed inputs (onnx.proto3, opset 13).</summary>
internal sealed class OnnxWriter
{
    private readonly List<byte[]> nodes = [];
    private readonly List<byte[]> initializers = [];
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

    public OnnxWriter Weights(string name, long[] shape, float[] values) => Initializer(name, Float, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    public OnnxWriter Numbers(string name, long[] shape, long[] values) => Initializer(name, Int64, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>A node; attributes are whole numbers; <c>axes</c> is a list.</summary>
    public OnnxWriter Node(string type, string[] from, string to, params (string Name, long[] Values)[] attributes)
    {
        nodes.Add([.. from.SelectMany(name => Text(1, name)), .. Text(2, to), .. Text(4, type), .. attributes.SelectMany(Attribute)]);
        return this;
    }

    public byte[] ToArray()
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Bytes(1, node)), .. Text(2, "graph"), .. initializers.SelectMany(weights => Bytes(5, weights)),
            .. inputs.SelectMany(input => Bytes(11, input)), .. outputs.SelectMany(output => Bytes(12, output)),
        ];
        return [.. Number(1, 7), .. Bytes(7, graph), .. Bytes(8, [.. Text(1, ""), .. Number(2, 13)])];
    }

    private OnnxWriter Initializer(string name, int type, long[] shape, byte[] raw)
    {
        initializers.Add([.. shape.SelectMany(axis => Number(1, axis)), .. Number(2, type), .. Text(8, name), .. Bytes(9, raw)]);
        return this;
    }

    private static byte[] Attribute((string Name, long[] Values) attribute)
    {
        var (name, values) = attribute;
        return Bytes(5, name != "axes"
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
