using System.Buffers;

namespace TacWeb.Tensors.Kernels;

/// <summary>Works on each matrix of a stack [*, rows, columns] in double precision.</summary>
internal static unsafe class MatrixStack
{
    /// <summary>Gets one matrix in double, row by row, and its number in the stack.</summary>
    public delegate void Body(double* matrix, int item);

    /// <summary>Calls the body for each matrix; what it writes to the matrix is lost.</summary>
    public static void ForEach(torch.Tensor stack, Body body)
    {
        using torch.Tensor plain = stack.contiguous();
        int size = Cells(stack);
        double[] rented = ArrayPool<double>.Shared.Rent(Math.Max(size, 1));
        fixed (double* matrix = rented)
        {
            long items = size == 0 ? 0 : plain.numel() / size;
            for (int item = 0; item < items; item++)
            {
                Read(plain.Floats() + ((long)item * size), matrix, size);
                body(matrix, item);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>A new stack whose matrices the body computes in place.</summary>
    public static torch.Tensor Map(torch.Tensor stack, Body body)
    {
        torch.Tensor result = torch.Tensor.Empty(stack.Sizes, torch.ScalarType.Float32);
        float* to = result.Floats();
        int size = Cells(stack);
        ForEach(stack, (matrix, item) =>
        {
            body(matrix, item);
            Write(matrix, to + ((long)item * size), size);
        });
        return result;
    }

    public static void Read(float* from, double* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = from[i];
        }
    }

    public static void Write(double* from, float* to, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to[i] = (float)from[i];
        }
    }

    /// <summary>The size of the square matrices.</summary>
    /// <exception cref="ArgumentException">They are not square.</exception>
    public static int Square(torch.Tensor stack) => stack.Sizes.Length >= 2 && stack.Sizes[^1] == stack.Sizes[^2]
        ? checked((int)stack.Sizes[^1])
        : throw new ArgumentException($"A square matrix is needed, not [{string.Join(", ", stack.Sizes)}].");

    private static int Cells(torch.Tensor stack) => checked((int)(stack.Sizes[^1] * stack.Sizes[^2]));
}
