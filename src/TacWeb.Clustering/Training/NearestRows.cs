using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TacWeb.Clustering.Training;

/// <summary>Collects each row's most similar rows from blocks of a symmetric similarity matrix, in any number of threads with the same result.</summary>
/// <remarks>
/// Every row keeps candidates that reach its threshold; when its store is full, quick-select leaves the best N̂ and raises the threshold.
/// The order is by similarity, then by row number.
/// </remarks>
internal sealed class NearestRows
{
    private readonly int _keep;
    private readonly int _capacity;
    private readonly float[] _thresholds;
    private readonly float[] _values;
    private readonly int[] _rows;
    private readonly int[] _counts;

    public NearestRows(int count, int keep)
    {
        (_keep, _capacity) = (keep, (2 * keep) + 28);
        _thresholds = new float[count];
        Array.Fill(_thresholds, float.NegativeInfinity);
        (_values, _rows, _counts) = (new float[checked(count * _capacity)], new int[count * _capacity], new int[count]);
    }

    /// <summary>Offers S = X_I·X_Jᵀ, row-major [rows, columns], to the rows of I and, unless I = J, to those of J.</summary>
    public void Offer(float[] products, int firstRow, int rows, int firstColumn, int columns)
    {
        int parts = Math.Min(Environment.ProcessorCount, rows);
        Parallel.For(0, parts, part =>
        {
            for (int i = Share(rows, part, parts); i < Share(rows, part + 1, parts); i++)
            {
                OfferRow(products.AsSpan(i * columns, columns), firstRow + i, firstColumn);
            }

            int from = Share(columns, part, parts), to = Share(columns, part + 1, parts);
            for (int i = 0; i < rows && firstRow != firstColumn; i++)
            {
                OfferColumns(products.AsSpan((i * columns) + from, to - from), firstRow + i, firstColumn + from);
            }
        });
    }

    /// <summary>[N, N̂] row numbers, nearest first.</summary>
    public int[] Sorted()
    {
        int[] sorted = new int[_counts.Length * _keep];
        Parallel.For(0, _counts.Length, row =>
        {
            int first = row * _capacity, count = _counts[row];
            int[] order = [.. Enumerable.Range(first, count)
                .OrderByDescending(place => _values[place]).ThenBy(place => _rows[place]).Take(_keep)];
            for (int j = 0; j < order.Length; j++)
            {
                sorted[(row * _keep) + j] = _rows[order[j]];
            }
        });
        return sorted;
    }

    private static int Share(int total, int part, int parts) => (int)((long)total * part / parts);

    private void OfferRow(ReadOnlySpan<float> similarities, int row, int firstColumn)
    {
        ref float start = ref MemoryMarshal.GetReference(similarities);
        Vector256<float> threshold = Vector256.Create(_thresholds[row]);
        int j = 0;
        for (; j <= similarities.Length - 8; j += 8)
        {
            uint hits = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref start, (nuint)j), threshold).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                int column = j + BitOperations.TrailingZeroCount(hits);
                Add(row, similarities[column], firstColumn + column);
                threshold = Vector256.Create(_thresholds[row]);
            }
        }

        for (; j < similarities.Length; j++)
        {
            Add(row, similarities[j], firstColumn + j);
        }
    }

    private void OfferColumns(ReadOnlySpan<float> similarities, int row, int firstColumn)
    {
        ref float start = ref MemoryMarshal.GetReference(similarities);
        ref float thresholds = ref _thresholds[firstColumn];
        int j = 0;
        for (; j <= similarities.Length - 8; j += 8)
        {
            uint hits = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref start, (nuint)j), Vector256.LoadUnsafe(ref thresholds, (nuint)j)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                int column = j + BitOperations.TrailingZeroCount(hits);
                Add(firstColumn + column, similarities[column], row);
            }
        }

        for (; j < similarities.Length; j++)
        {
            Add(firstColumn + j, similarities[j], row);
        }
    }

    private void Add(int owner, float value, int row)
    {
        if (owner == row || !(value >= _thresholds[owner]))
        {
            return;
        }

        int place = (owner * _capacity) + _counts[owner];
        (_values[place], _rows[place]) = (value, row);
        if (++_counts[owner] == _capacity)
        {
            Shrink(owner);
        }
    }

    /// <summary>Leaves the best N̂ candidates of a row and raises its threshold to the worst of them.</summary>
    private void Shrink(int owner)
    {
        Span<float> values = _values.AsSpan(owner * _capacity, _capacity);
        Span<int> rows = _rows.AsSpan(owner * _capacity, _capacity);
        int low = 0, high = _counts[owner] - 1;
        while (low < high)
        {
            (int i, int j) = Split(values, rows, low, high);
            if (_keep - 1 <= j)
            {
                high = j;
            }
            else if (_keep - 1 >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        _counts[owner] = _keep;
        float worst = float.PositiveInfinity;
        foreach (float value in values[.._keep])
        {
            worst = MathF.Min(worst, value);
        }

        _thresholds[owner] = worst;
    }

    /// <summary>One step of Hoare's quick-select around the middle candidate, best first.</summary>
    private static (int I, int J) Split(Span<float> values, Span<int> rows, int low, int high)
    {
        float pivot = values[(low + high) / 2];
        int pivotRow = rows[(low + high) / 2], i = low, j = high;
        while (i <= j)
        {
            while (values[i] > pivot || (values[i] == pivot && rows[i] < pivotRow))
            {
                i++;
            }

            while (values[j] < pivot || (values[j] == pivot && rows[j] > pivotRow))
            {
                j--;
            }

            if (i <= j)
            {
                (values[i], values[j], rows[i], rows[j]) = (values[j], values[i], rows[j], rows[i]);
                i++;
                j--;
            }
        }

        return (i, j);
    }
}
