using System.Runtime.InteropServices;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Storage;

/// <summary>A partition in a file: labels, probabilities, history, warnings, samples, confidences, stages. The assigner is not kept.</summary>
/// <remarks>Little-endian: <c>TACP</c>, int32 version 4, N, K, 1 or 0 for probabilities; N int32 labels; N × K float32; int32 epochs, then each epoch's number, epochs, losses as name and float64; int32 warnings, each a string; int32 height, width, channels, count of the samples and their bytes; 1 or 0 for confidences and N float32; int32 stages, each its name, accepted, reason, and float64 a and g before and after (NaN: not measured). Version 1 ends before the warnings, version 2 before the confidences, version 3 before the stages.</remarks>
public static class PartitionFile
{
    private static ReadOnlySpan<byte> Magic => "TACP"u8;

    /// <summary>Writes a partition; the stream stays open.</summary>
    public static void Write(Stream stream, Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(4);
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

        writer.Write(partition.Warnings.Count);
        foreach (string warning in partition.Warnings)
        {
            writer.Write(warning);
        }

        WriteSamples(writer, partition.Samples);
        writer.Write(partition.Confidences is null ? 0 : 1);
        writer.Write(MemoryMarshal.AsBytes<float>([.. partition.Confidences ?? []]));
        writer.Write(partition.Stages.Count);
        foreach (FitStage stage in partition.Stages)
        {
            WriteStage(writer, stage);
        }
    }

    /// <summary>Reads a partition.</summary>
    /// <exception cref="InvalidDataException">The stream holds none.</exception>
    public static Partition Read(Stream stream)
    {
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        int version = reader.ReadBytes(4).AsSpan().SequenceEqual(Magic) ? reader.ReadInt32() : 0;
        if (version is not (1 or 2 or 3 or 4))
        {
            throw new InvalidDataException("This is no partition file of version 1 to 4.");
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

        Partition partition = new() { Labels = labels, ClusterCount = clusters, Soft = soft == 1 ? new Probabilities(clusters, probabilities) : null, History = history };
        if (version == 1)
        {
            return partition;
        }

        partition = partition with { Warnings = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())], Samples = ReadSamples(reader) };
        if (version > 2 && reader.ReadInt32() == 1)
        {
            partition = partition with { Confidences = ReadConfidences(stream, count) };
        }

        return version < 4 ? partition : partition with { Stages = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadStage(reader))] };
    }

    private static float[] ReadConfidences(Stream stream, int count)
    {
        float[] confidences = new float[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(confidences.AsSpan()));
        return confidences;
    }

    private static void WriteSamples(BinaryWriter writer, Pixels? samples)
    {
        (int height, int width, int channels) = samples is null ? (0, 0, 0) : (samples.Height, samples.Width, samples.Channels);
        writer.Write(height);
        writer.Write(width);
        writer.Write(channels);
        writer.Write(samples?.Count ?? 0);
        if (samples is not null)
        {
            writer.Write(samples.Values.Span);
        }
    }

    private static Pixels? ReadSamples(BinaryReader reader)
    {
        (int height, int width, int channels, int count) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return count == 0 ? null : new Pixels(height, width, channels, reader.ReadBytes(checked(height * width * channels * count)));
    }

    private static void WriteStage(BinaryWriter writer, FitStage stage)
    {
        writer.Write(stage.Name);
        writer.Write(stage.Accepted);
        writer.Write(stage.Reason);
        foreach (FitQuality? quality in new[] { stage.Before, stage.After })
        {
            writer.Write(quality?.Agreement ?? double.NaN);
            writer.Write(quality?.Generalisation ?? double.NaN);
        }
    }

    private static FitStage ReadStage(BinaryReader reader)
    {
        return new FitStage(reader.ReadString(), reader.ReadBoolean(), reader.ReadString(), Quality(), Quality());

        FitQuality? Quality()
        {
            (double agreement, double generalisation) = (reader.ReadDouble(), reader.ReadDouble());
            return double.IsNaN(agreement) ? null : new FitQuality(agreement, generalisation);
        }
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
