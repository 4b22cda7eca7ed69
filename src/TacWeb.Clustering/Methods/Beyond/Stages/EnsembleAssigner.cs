using TacWeb.Clustering.Assigners;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Places new images by the mean probability of several heads. Safe for many threads.</summary>
internal sealed class EnsembleAssigner(IReadOnlyList<HeadAssigner> heads) : IStoredAssigner
{
    /// <summary>Its form in a file: number of heads, then each as <see cref="HeadAssigner"/> writes it.</summary>
    public const string FileKind = "ensemble";

    private const int MostHeads = 100;

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static EnsembleAssigner Read(AssignerReader reader)
    {
        HeadAssigner[] heads = new HeadAssigner[reader.Integer("the number of heads", 1, MostHeads)];
        for (int head = 0; head < heads.Length; head++)
        {
            heads[head] = HeadAssigner.Read(reader);
            if ((heads[head].Dimension, heads[head].Clusters) != (heads[0].Dimension, heads[0].Clusters))
            {
                throw new InvalidDataException("The heads of an ensemble do not fit each other.");
            }
        }

        return new EnsembleAssigner(heads);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(heads.Count);
        foreach (HeadAssigner head in heads)
        {
            head.Write(writer);
        }
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        Probabilities soft = Mean(images);
        return SoftPartition.Labels(soft.Values.ToArray(), soft.Classes);
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => Mean(images);

    private Probabilities Mean(Vectors images)
    {
        Probabilities[] each = [.. heads.Select(head => head.AssignSoft(images)!)];
        float[] mean = new float[each[0].Values.Length];
        foreach (Probabilities soft in each)
        {
            TensorPrimitives.MultiplyAdd(soft.Values.Span, 1f / each.Length, mean, mean);
        }

        return new Probabilities(each[0].Classes, mean);
    }
}
