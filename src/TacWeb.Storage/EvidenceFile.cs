using System.Runtime.InteropServices;
using System.Text;
using TacWeb.Core.Labelling;

namespace TacWeb.Storage;

/// <summary>The evidence of a run in a file.</summary>
/// <remarks>
/// Little-endian: <c>TACE</c>, int32 version 1, N, K, M; N int32 rows; N float32 each of confidences, gaps, cosines; N × 5 int32 nouns; N × 5 float32 weights;
/// M words; for each cluster the number of its concepts and their nouns, then the number of similar clusters and id and float32 cosine of each.
/// </remarks>
public static class EvidenceFile
{
    private static ReadOnlySpan<byte> Magic => "TACE"u8;

    /// <summary>Writes the evidence; the stream stays open.</summary>
    public static void Write(Stream stream, RunEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(evidence);
        NamingEvidence naming = evidence.Naming;
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        foreach (int number in (int[])[1, evidence.Rows.Length, naming.ConceptNouns.Count, naming.Words.Count])
        {
            writer.Write(number);
        }

        Write<int>(writer, evidence.Rows);
        Write<float>(writer, evidence.Confidences);
        Write<float>(writer, naming.Gaps);
        Write<float>(writer, naming.Cosines);
        for (int row = 0; row < evidence.Rows.Length; row++)
        {
            Write(writer, naming.Nouns.NounsOf(row));
        }

        for (int row = 0; row < evidence.Rows.Length; row++)
        {
            Write(writer, naming.Nouns.WeightsOf(row));
        }

        foreach (string word in naming.Words)
        {
            writer.Write(word);
        }

        for (int cluster = 0; cluster < naming.ConceptNouns.Count; cluster++)
        {
            writer.Write(naming.ConceptNouns[cluster].Count);
            Write<int>(writer, [.. naming.ConceptNouns[cluster]]);
            writer.Write(naming.Similar[cluster].Count);
            foreach (SimilarCluster similar in naming.Similar[cluster])
            {
                writer.Write(similar.Cluster);
                writer.Write(similar.Cosine);
            }
        }
    }

    /// <summary>Reads the evidence.</summary>
    /// <exception cref="InvalidDataException">The stream holds none.</exception>
    public static RunEvidence Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        if (!reader.ReadBytes(4).AsSpan().SequenceEqual(Magic) || reader.ReadInt32() != 1)
        {
            throw new InvalidDataException("This is no evidence file of version 1.");
        }

        (int count, int clusters, int words) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        int[] rows = Read<int>(reader, count);
        float[] confidences = Read<float>(reader, count), gaps = Read<float>(reader, count), cosines = Read<float>(reader, count);
        LargestWeights nouns = new(Read<int>(reader, count * LargestWeights.PerImage), Read<float>(reader, count * LargestWeights.PerImage));
        string[] names = new string[words];
        for (int i = 0; i < words; i++)
        {
            names[i] = reader.ReadString();
        }

        int[][] concepts = new int[clusters][];
        SimilarCluster[][] similar = new SimilarCluster[clusters][];
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            concepts[cluster] = Read<int>(reader, reader.ReadInt32());
            similar[cluster] = new SimilarCluster[reader.ReadInt32()];
            for (int i = 0; i < similar[cluster].Length; i++)
            {
                similar[cluster][i] = new SimilarCluster(reader.ReadInt32(), reader.ReadSingle());
            }
        }

        return new RunEvidence(rows, confidences, new NamingEvidence { Gaps = gaps, Cosines = cosines, Nouns = nouns, Words = names, ConceptNouns = concepts, Similar = similar });
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values));

    private static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        T[] values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
