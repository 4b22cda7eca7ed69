using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TacWeb.Core.Numerics;

/// <summary>Sums whose order does not depend on the processor, so that results repeat everywhere.</summary>
internal static class FixedOrder
{
    /// <summary>Σ a·b: sixteen running sums in float32, added up in double at the end.</summary>
    public static double Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ReadOnlySpan<Vector256<float>> a = MemoryMarshal.Cast<float, Vector256<float>>(first);
        ReadOnlySpan<Vector256<float>> b = MemoryMarshal.Cast<float, Vector256<float>>(second)[..a.Length];
        Vector256<float> even = Vector256<float>.Zero, odd = Vector256<float>.Zero;
        int i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        even += i < a.Length ? a[i] * b[i] : Vector256<float>.Zero;
        double sum = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            sum += (double)even[lane] + odd[lane];
        }

        for (int rest = a.Length * Vector256<float>.Count; rest < first.Length; rest++)
        {
            sum += (double)first[rest] * second[rest];
        }

        return sum;
    }

    /// <summary>sums += values, element by element.</summary>
    public static void Add(ReadOnlySpan<float> values, Span<double> sums)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out Vector<double> low, out Vector<double> high);
            Span<double> place = sums.Slice(i, Vector<float>.Count);
            (new Vector<double>(place) + low).CopyTo(place);
            Span<double> next = place[Vector<double>.Count..];
            (new Vector<double>(next) + high).CopyTo(next);
        }

        for (; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }
}
