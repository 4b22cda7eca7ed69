using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>A matrix in memory: any strides, so that a transpose costs nothing.</summary>
/// <param name="Data">The first element.</param>
/// <param name="RowStride">Elements between rows.</param>
/// <param name="ColumnStride">Elements between columns.</param>
internal readonly unsafe record struct Matrix(nint Data, long RowStride, long ColumnStride)
{
    public float* At(long row, long column) => (float*)Data + (row * RowStride) + (column * ColumnStride);

    public Matrix Part(long row, long column) => this with { Data = (nint)At(row, column) };
}

/// <summary>C = A·B or C += A·B in single precision: packed panels, a register-blocked micro-kernel, one fork and join a product.</summary>
/// <remarks>
/// The blocking is Goto's ("Anatomy of high-performance matrix multiplication", ACM TOMS 2008): B in panels of <see cref="MicroKernel.Columns"/> columns and
/// <see cref="Depth"/> rows, A in blocks of <see cref="Height"/> rows. Each thread takes a strip of C and packs for itself, so that it never waits for another.
/// The split depends only on shapes and the number of threads: results repeat.
/// </remarks>
internal static unsafe class Gemm
{
    public const int Depth = 256;
    public const int Height = 96;
    public const int Width = 2048;
    private const double SmallestShared = 4e5;

    [ThreadStatic]
    private static Scratch? t_left;

    [ThreadStatic]
    private static Scratch? t_right;

    /// <summary>Multiplies [m,k] by [k,n] into row-major C.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">The left matrix.</param>
    /// <param name="b">The right matrix.</param>
    /// <param name="c">The result.</param>
    /// <param name="ldc">Elements between rows of C.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    public static void Multiply(int m, int n, int k, Matrix a, Matrix b, float* c, long ldc, bool accumulate = false)
    {
        if (m == 0 || n == 0)
        {
            return;
        }

        if (k == 0)
        {
            Clear(m, n, c, ldc, accumulate);
            return;
        }

        int threads = 2.0 * m * n * k < SmallestShared ? 1 : ThreadTeam.Size;
        if (threads == 1)
        {
            Strip(m, n, k, a, b, c, ldc, accumulate);
        }
        else if (m >= n)
        {
            SplitRows(threads, m, n, k, a, b, c, ldc, accumulate);
        }
        else
        {
            SplitColumns(threads, m, n, k, a, b, c, ldc, accumulate);
        }
    }

    private static void SplitRows(int threads, int m, int n, int k, Matrix a, Matrix b, float* c, long ldc, bool accumulate)
    {
        int height = RoundUp((m + threads - 1) / threads, MicroKernel.Rows);
        ThreadTeam.Run((m + height - 1) / height, part =>
        {
            int first = part * height;
            Strip(Math.Min(height, m - first), n, k, a.Part(first, 0), b, c + (first * ldc), ldc, accumulate);
        });
    }

    private static void SplitColumns(int threads, int m, int n, int k, Matrix a, Matrix b, float* c, long ldc, bool accumulate)
    {
        int width = RoundUp((n + threads - 1) / threads, MicroKernel.Columns);
        ThreadTeam.Run((n + width - 1) / width, part =>
        {
            int first = part * width;
            Strip(m, Math.Min(width, n - first), k, a, b.Part(0, first), c + first, ldc, accumulate);
        });
    }

    private static void Strip(int m, int n, int k, Matrix a, Matrix b, float* c, long ldc, bool accumulate)
    {
        int depth = Math.Min(Depth, k), width = Math.Min(Width, RoundUp(n, MicroKernel.Columns));
        float* right = (t_right ??= new Scratch()).Floats((long)width * depth);
        float* left = (t_left ??= new Scratch()).Floats((long)(Height + MicroKernel.Rows) * depth);
        for (int column = 0; column < n; column += Width)
        {
            int columns = Math.Min(Width, n - column);
            for (int inner = 0; inner < k; inner += Depth)
            {
                int inners = Math.Min(Depth, k - inner);
                Packing.Right(inners, columns, b.Part(inner, column), right);
                for (int row = 0; row < m; row += Height)
                {
                    int rows = Math.Min(Height, m - row);
                    Packing.Left(rows, inners, a.Part(row, inner), left);
                    Block(rows, columns, inners, left, right, c + (row * ldc) + column, ldc, accumulate || inner > 0);
                }
            }
        }
    }

    /// <summary>One packed block of A times all packed panels of B.</summary>
    private static void Block(int rows, int columns, int depth, float* left, float* right, float* c, long ldc, bool accumulate)
    {
        float* edge = stackalloc float[MicroKernel.Room];
        for (int column = 0; column < columns; column += MicroKernel.Columns)
        {
            float* panel = right + ((long)column * depth);
            int wide = Math.Min(MicroKernel.Columns, columns - column);
            for (int row = 0; row < rows; row += MicroKernel.Rows)
            {
                float* sliver = left + ((long)row * depth), target = c + (row * ldc) + column;
                int high = Math.Min(MicroKernel.Rows, rows - row);
                if (high == MicroKernel.Rows && wide == MicroKernel.Columns)
                {
                    MicroKernel.Run(depth, sliver, panel, target, ldc, accumulate);
                }
                else
                {
                    MicroKernel.Run(depth, sliver, panel, edge, MicroKernel.Columns, false);
                    Store(edge, high, wide, target, ldc, accumulate);
                }
            }
        }
    }

    private static void Store(float* edge, int rows, int columns, float* c, long ldc, bool accumulate)
    {
        for (int i = 0; i < rows; i++)
        {
            float* from = edge + (i * MicroKernel.Columns), to = c + (i * ldc);
            for (int j = 0; j < columns; j++)
            {
                to[j] = accumulate ? to[j] + from[j] : from[j];
            }
        }
    }

    private static void Clear(int m, int n, float* c, long ldc, bool accumulate)
    {
        for (int i = 0; i < m && !accumulate; i++)
        {
            new Span<float>(c + (i * ldc), n).Clear();
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
