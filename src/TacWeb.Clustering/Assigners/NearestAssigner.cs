using System.Numerics.Tensors;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Assigners;

/// <summary>Gives a new image the label of the fitted rows nearest to it: the rule of methods that have no model of their clusters. Safe for many threads.</summary>
/// <remarks>Images are made unit or not, projected or not, as the fitted rows were; the label with the most votes of the nearest rows wins, a tie the nearest one's. −1 is a label like any other.</remarks>
/// <param name="rows">The fitted rows, [n, p].</param>
/// <param name="labels">n labels, −1 for noise.</param>
/// <param name="votes">How many of the nearest rows vote.</param>
/// <param name="unit">Whether images are divided by their length first.</param>
/// <param name="dimension">d of the images.</param>
/// <param name="axes">[p, d] that unit or raw images are multiplied with; empty: p = d, as they are.</param>
/// <param name="shift">[p] that is subtracted then; empty with <paramref name="axes"/>.</param>
internal sealed class NearestAssigner(Vectors rows, int[] labels, int votes, bool unit, int dimension, float[] axes, float[] shift) : IStoredAssigner
{
    /// <summary>Its form in a file: votes, unit, d, p, 1 for axes, axes and shift, n, rows, labels.</summary>
    public const string FileKind = "nearest";

    private const int MostVotes = 1024;
    private readonly float[] _squares = Squares(rows);

    /// <inheritdoc/>
    public string Kind => FileKind;

    /// <summary>d of the images.</summary>
    internal int Dimension => dimension;

    /// <summary>Reads one back.</summary>
    /// <exception cref="InvalidDataException">What is there does not fit together.</exception>
    public static NearestAssigner Read(AssignerReader reader)
    {
        int votes = reader.Integer("the votes", 1, MostVotes), unit = reader.Integer("unit", 0, 1), d = reader.Integer("d", 1, AssignerFile.MostRows);
        int p = reader.Integer("the columns", 1, AssignerFile.MostRows), projected = reader.Integer("projected", 0, 1);
        if (projected == 0 && p != d)
        {
            throw new InvalidDataException($"Rows of {p} columns do not fit images of {d}.");
        }

        float[] axes = projected == 1 ? reader.Floats("the axes", (long)p * d) : [], shift = projected == 1 ? reader.Floats("the shift", p) : [];
        int n = reader.Integer("the rows", 1, AssignerFile.MostRows);
        Vectors rows = new("fitted", p, unit: false, reader.Floats("the rows", (long)n * p));
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => reader.Integer("a label", Partition.Noise, AssignerFile.MostRows))];
        return new NearestAssigner(rows, labels, votes, unit == 1, d, axes, shift);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(votes);
        writer.Write(unit ? 1 : 0);
        writer.Write(dimension);
        writer.Write(rows.Dimension);
        writer.Write(axes.Length > 0 ? 1 : 0);
        writer.WriteFloats(axes);
        writer.WriteFloats(shift);
        writer.Write(rows.Count);
        writer.WriteFloats(rows.Values.Span);
        foreach (int label in labels)
        {
            writer.Write(label);
        }
    }

    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        Require(images);
        int[] assigned = new int[images.Count];
        Parallel.For(0, images.Count, row => assigned[row] = Winner([.. Closest(Place(images[row])).Select(near => labels[near])]));
        return assigned;
    }

    /// <summary>The nearest fitted row of each image.</summary>
    public int[] Nearest(Vectors images)
    {
        Require(images);
        int[] nearest = new int[images.Count];
        Parallel.For(0, images.Count, row => nearest[row] = Closest(Place(images[row]))[0]);
        return nearest;
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;

    private static float[] Squares(Vectors rows) => [.. Enumerable.Range(0, rows.Count).Select(row => TensorPrimitives.SumOfSquares(rows[row]))];

    private float[] Place(ReadOnlySpan<float> image)
    {
        float[] row = image.ToArray();
        if (unit)
        {
            TensorPrimitives.Divide(row, MathF.Max(TensorPrimitives.Norm<float>(row), 1e-12f), row);
        }

        if (axes.Length == 0)
        {
            return row;
        }

        float[] projected = new float[shift.Length];
        for (int axis = 0; axis < projected.Length; axis++)
        {
            projected[axis] = TensorPrimitives.Dot<float>(row, axes.AsSpan(axis * dimension, dimension)) - shift[axis];
        }

        return projected;
    }

    /// <summary>The voting rows, nearest first; the earlier of equally near ones.</summary>
    private int[] Closest(float[] image)
    {
        int kept = 0, most = Math.Min(votes, rows.Count);
        float[] distances = new float[most];
        int[] nearest = new int[most];
        for (int row = 0; row < rows.Count; row++)
        {
            float distance = _squares[row] - (2 * TensorPrimitives.Dot(image, rows[row]));
            if (kept == most && distance >= distances[^1])
            {
                continue;
            }

            int place = kept < most ? kept++ : most - 1;
            for (; place > 0 && distance < distances[place - 1]; place--)
            {
                (distances[place], nearest[place]) = (distances[place - 1], nearest[place - 1]);
            }

            (distances[place], nearest[place]) = (distance, row);
        }

        return nearest;
    }

    private void Require(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Dimension != dimension)
        {
            throw new ArgumentException($"Images of {images.Dimension} dimensions do not fit fitted ones of {dimension}.", nameof(images));
        }
    }

    private static int Winner(ReadOnlySpan<int> nearest)
    {
        (int best, int count) = (nearest[0], 0);
        foreach (int label in nearest)
        {
            int own = 0;
            foreach (int other in nearest)
            {
                own += other == label ? 1 : 0;
            }

            (best, count) = own > count ? (label, own) : (best, count);
        }

        return best;
    }
}
