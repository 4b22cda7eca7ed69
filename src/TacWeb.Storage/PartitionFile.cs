using System.Runtime.InteropServices;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Storage;

/// <summary>A partition in a file: labels, probabilities, history. The assigner is not kept.</summary>
/// <remarks>Little-endian: <c>TACP</c>, int32 version 1, N, K, 1 or 0 for probabilities; N int32 labels; N × K float32; int32 epochs, then each epoch's number, epochs, losses as name and float64.</remarks>
public static class PartitionFile
{
    private static ReadOnlySpan<byte> Magic => "TACP"u8;

    /// <summary>Writes a partition; the stream stays open.</summary>
    public static void Write(Stream stream, Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(1);
        writer.Write(partition.Labels.Count);
        writer.Write(partition.ClusterCount);
        writer.Write(partition.Soft is null ? 0 : 1);
        writer.Write(MemoryMarshal.AsBytes<int>(partition.Labels.ToArray()));
        if (partition.Soft is { } soft)
        {
            writer.Write(MemoryMarshal.AsBytes(soft.Values.Span));
        }

        writer.Write(partition.History.Count);
        foreach (EpochReport epoch in partition.History)
        {
            WriteEpoch(writer, epoch);
        }
    }

    /// <summary>Reads a partition.</summary>
    /// <exception cref="InvalidDataException">The stream holds none.</exception>
    public static Partition Read(Stream stream)
    {
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (!reader.ReadBytes(4).AsSpan().SequenceEqual(Magic) || reader.ReadInt32() != 1)
        {
            throw new InvalidDataException("This is no partition file of version 1.");
        }

        (int count, int clusters, int soft) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        int[] labels = new int[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(labels.AsSpan()));
        float[] probabilities = new float[soft * count * clusters];
        stream.ReadExactly(MemoryMarshal.AsBytes(probabilities.AsSpan()));
        EpochReport[] history = new EpochReport[reader.ReadInt32()];
        for (int i = 0; i < history.Length; i++)
        {
            history[i] = ReadEpoch(reader);
        }

        return new Partition { Labels = labels, ClusterCount = clusters, Soft = soft == 1 ? new Probabilities(clusters, probabilities) : null, History = history };
    }

    private static void WriteEpoch(BinaryWriter writer, EpochReport epoch)
    {
        writer.Write(epoch.Epoch);
        writer.Write(epoch.Epochs);
        writer.Write(epoch.Losses.Count);
        foreach (LossValue loss in epoch.Losses)
        {
            writer.Write(loss.Name);
            writer.Write(loss.Value);
        }
    }

    private static EpochReport ReadEpoch(BinaryReader reader)
    {
        (int epoch, int epochs, int count) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        LossValue[] losses = new LossValue[count];
        for (int i = 0; i < count; i++)
        {
            losses[i] = new LossValue(reader.ReadString(), reader.ReadDouble());
        }

        return new EpochReport(epoch, epochs, losses);
    }
}
