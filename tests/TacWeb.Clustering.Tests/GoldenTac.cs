using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TacWeb.Core.Numerics;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests;

/// <summary>The fixture computed with the TAC authors' own loss code (its README is beside it).</summary>
internal static class GoldenTac
{
    public static JsonElement Settings { get; } = JsonDocument.Parse(File.ReadAllBytes(GoldenFiles.Path("tac", "fixture.json"))).RootElement;

    public static int Clusters => Settings.GetProperty("K").GetInt32();

    public static Vectors Matrix(string name)
    {
        using FileStream stream = File.OpenRead(GoldenFiles.Path("tac", name + ".npy"));
        return NpyFile.ReadMatrix(stream, name);
    }

    /// <summary>A float32 array of any shape, row-major.</summary>
    public static float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Elements(name, "<f4")).ToArray();

    /// <summary>An int64 array of any shape, row-major.</summary>
    public static int[] Integers(string name) => [.. MemoryMarshal.Cast<byte, long>(Elements(name, "<i8")).ToArray().Select(value => (int)value)];

    /// <summary>What follows the header of a version 1 file: 10 bytes, the last two the length of the text that follows.</summary>
    private static byte[] Elements(string name, string type)
    {
        byte[] file = File.ReadAllBytes(GoldenFiles.Path("tac", name + ".npy"));
        int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        Assert.Contains(type, Encoding.ASCII.GetString(file, 10, length), StringComparison.Ordinal);
        return file[(10 + length)..];
    }
}
