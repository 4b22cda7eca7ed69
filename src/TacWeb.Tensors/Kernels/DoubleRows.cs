using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>Sums and combinations of rows in double precision, for the decompositions.</summary>
internal static unsafe class DoubleRows
{
    /// <summary>Σ a·b.</summary>
    public static double Dot(double* a, double* b, int count)
    {
        int width = Vector<double>.Count, i = 0;
        Vector<double> first = Vector<double>.Zero, second = Vector<double>.Zero;
        for (; i + (2 * width) <= count; i += 2 * width)
        {
            first += Vector.Load(a + i) * Vector.Load(b + i);
            second += Vector.Load(a + i + width) * Vector.Load(b + i + width);
        }

        double sum = Vector.Sum(first + second);
        for (; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>y += scale · x.</summary>
    public static void Add(double scale, double* x, double* y, int count)
    {
        int width = Vector<double>.Count, i = 0;
        Vector<double> factor = new(scale);
        for (; i + width <= count; i += width)
        {
            Vector.Store(Vector.Load(y + i) + (factor * Vector.Load(x + i)), y + i);
        }

        for (; i < count; i++)
        {
            y[i] += scale * x[i];
        }
    }

    /// <summary>(x, y) ← (cosine·x − sine·y, sine·x + cosine·y).</summary>
    public static void Rotate(double cosine, double sine, double* x, double* y, int count)
    {
        int width = Vector<double>.Count, i = 0;
        Vector<double> c = new(cosine), s = new(sine);
        for (; i + width <= count; i += width)
        {
            Vector<double> a = Vector.Load(x + i), b = Vector.Load(y + i);
            Vector.Store((c * a) - (s * b), x + i);
            Vector.Store((s * a) + (c * b), y + i);
        }

        for (; i < count; i++)
        {
            (x[i], y[i]) = ((cosine * x[i]) - (sine * y[i]), (sine * x[i]) + (cosine * y[i]));
        }
    }

    /// <summary>x ← scale · x.</summary>
    public static void Scale(double scale, double* x, int count)
    {
        for (int i = 0; i < count; i++)
        {
            x[i] *= scale;
        }
    }
}
