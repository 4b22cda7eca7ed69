using System.Numerics.Tensors;

namespace TacWeb.Clustering.Projection;

/// <summary>An orthonormal basis of a Krylov space and the operator's tridiagonal matrix in it; it can be extended. The same numbers whatever the number of threads.</summary>
internal sealed class LanczosIteration
{
    private const double Nothing = 1e-10;
    private const int Chunk = 8192;
    private const int SmallMatrix = 120;
    private readonly List<double[]> _basis = [];
    private readonly List<double> _diagonal = [];
    private readonly List<double> _beside = [];
    private readonly Action<double[], double[]> _multiply;
    private readonly IReadOnlyList<double[]> _apart;
    private readonly int _size;
    private readonly int _seed;
    private double[] _next;
    private bool _ended;

    /// <param name="size">Length of the vectors.</param>
    /// <param name="multiply">Writes A·x to its second argument.</param>
    /// <param name="apart">Orthonormal eigenvectors that the space stays orthogonal to.</param>
    /// <param name="seed">Of the start vectors.</param>
    public LanczosIteration(int size, Action<double[], double[]> multiply, IReadOnlyList<double[]> apart, int seed)
    {
        (_size, _multiply, _apart, _seed) = (size, multiply, apart, seed);
        _next = Start();
    }

    /// <summary>Makes the basis as long as wished.</summary>
    /// <param name="steps">Vectors, at most the size.</param>
    /// <param name="beyondRank">Whether to go on with a new start vector where the space is invariant: equal eigenvalues are found that way.</param>
    public void Extend(int steps, bool beyondRank)
    {
        while (_basis.Count < Math.Min(steps, _size) && !_ended)
        {
            double[] current = _next;
            _basis.Add(current);
            _next = new double[_size];
            _multiply(current, _next);
            _diagonal.Add(TensorPrimitives.Dot<double>(_next, current));
            Orthogonalise(_next);
            double length = TensorPrimitives.Norm<double>(_next);
            if (length < Nothing)
            {
                (length, _next) = (0, beyondRank && _basis.Count + _apart.Count < _size ? Start() : []);
                _ended = _next.Length == 0;
            }
            else
            {
                TensorPrimitives.Divide(_next, length, _next);
            }

            _beside.Add(length);
        }
    }

    /// <summary>The largest residual ‖A·v − λ·v‖ of the first eigenvectors.</summary>
    public double Residual(int count)
    {
        (double[] values, double[,] vectors) = Solve();
        int last = _basis.Count - 1;
        return Best(values, count).Max(column => Math.Abs(_beside[last] * vectors[last, column]));
    }

    /// <summary>Values, descending, and unit vectors; fewer where the basis is shorter.</summary>
    public (double[] Values, double[][] Vectors) Largest(int count)
    {
        (double[] values, double[,] vectors) = Solve();
        int[] best = Best(values, count);
        double[][] found = [.. best.Select(_ => new double[_size])];
        Parallel.For(0, best.Length, place =>
        {
            for (int i = 0; i < _basis.Count; i++)
            {
                TensorPrimitives.MultiplyAdd(_basis[i], vectors[i, best[place]], found[place], found[place]);
            }
        });
        return ([.. best.Select(column => values[column])], found);
    }

    private static int[] Best(double[] values, int count) => [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(count)];

    private double[] Start()
    {
        CounterRandom random = new(_seed, _size, 23 + _basis.Count);
        double[] start = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            start[i] = random.Unit() - 0.5;
        }

        Orthogonalise(start);
        TensorPrimitives.Divide(start, Math.Max(1e-300, TensorPrimitives.Norm<double>(start)), start);
        return start;
    }

    /// <summary>Gram–Schmidt, twice: once leaves too much where much is taken away.</summary>
    private void Orthogonalise(double[] vector)
    {
        double[][] others = [.. _apart, .. _basis];
        double[] shares = new double[others.Length];
        for (int pass = 0; pass < 2; pass++)
        {
            Parallel.For(0, others.Length, i => shares[i] = TensorPrimitives.Dot<double>(vector, others[i]));
            Parallel.For(0, (_size + Chunk - 1) / Chunk, chunk =>
            {
                int start = chunk * Chunk, length = Math.Min(Chunk, _size - start);
                Span<double> part = vector.AsSpan(start, length);
                for (int i = 0; i < others.Length; i++)
                {
                    TensorPrimitives.MultiplyAdd(others[i].AsSpan(start, length), -shares[i], part, part);
                }
            });
        }
    }

    private (double[] Values, double[,] Vectors) Solve()
    {
        int m = _basis.Count;
        double[,] matrix = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            matrix[i, i] = _diagonal[i];
            if (i + 1 < m)
            {
                (matrix[i, i + 1], matrix[i + 1, i]) = (_beside[i], _beside[i]);
            }
        }

        return m <= SmallMatrix ? SmallEigen.Of(matrix) : SmallEigen.OfMany(matrix);
    }
}
