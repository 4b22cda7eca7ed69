using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>The checks that every method makes before it computes: callers' mistakes become <see cref="ArgumentException"/>s.</summary>
internal static class Requirements
{
    /// <summary>K of an input that has images and all that <paramref name="needs"/> asks for, all of it finite; 1 where K is missing and not asked for.</summary>
    public static int Check(ClusterInput input, MethodNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(input);
        int k = input.ClusterCount ?? (needs.HasFlag(MethodNeeds.ClusterCount) ? throw new ArgumentException("The number of clusters (k) is missing.", nameof(input)) : 1);
        CheckCounts(input.Images.Count, k);
        CheckFinite(input.Images, "images");
        if (needs.HasFlag(MethodNeeds.Concepts))
        {
            Vectors counterparts = input.Concepts?.Counterparts ?? throw new ArgumentException("This method needs concepts: text counterparts of the images.", nameof(input));
            if (counterparts.Count != input.Images.Count)
            {
                throw new ArgumentException($"{counterparts.Count} counterparts do not fit {input.Images.Count} images.", nameof(input));
            }

            CheckFinite(counterparts, "counterparts");
        }

        CheckClassTexts(input, needs);
        return k;
    }

    /// <summary>Class vectors of the images' dimension, all of them finite, where the needs ask for them.</summary>
    private static void CheckClassTexts(ClusterInput input, MethodNeeds needs)
    {
        if (!needs.HasFlag(MethodNeeds.ClassNames))
        {
            return;
        }

        Vectors texts = input.ClassTexts is { Count: > 0 } given ? given : throw new ArgumentException("This method needs the class names' text vectors.", nameof(input));
        CheckDimensions(input.Images, texts);
        CheckFinite(texts, "class texts");
    }

    public static void CheckCounts(int count, int clusterCount)
    {
        CheckNotEmpty(count);
        if (clusterCount < 1 || clusterCount > count)
        {
            throw new ArgumentException($"k must lie between 1 and the number of images ({count}), not {clusterCount}.", nameof(clusterCount));
        }
    }

    public static void CheckNotEmpty(int count)
    {
        if (count < 1)
        {
            throw new ArgumentException("There are no images.", nameof(count));
        }
    }

    public static void CheckDimensions(Vectors images, Vectors nouns)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(nouns);
        if (images.Dimension != nouns.Dimension)
        {
            throw new ArgumentException($"Images of {images.Dimension} dimensions do not fit nouns of {nouns.Dimension}.", nameof(images));
        }

        CheckNotEmpty(images.Count);
        if (nouns.Count < 1)
        {
            throw new ArgumentException("There are no nouns.", nameof(nouns));
        }
    }

    public static void CheckFinite(Vectors rows, string name)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (!TensorPrimitives.IsFiniteAll(rows[i]))
            {
                throw new ArgumentException($"Row {i} of the {name} has a value that is not a number.", nameof(rows));
            }
        }
    }
}
