using System.Numerics.Tensors;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Where the layout begins: the first non-trivial eigenvectors of the graph's normalised Laplacian, or the images' principal axes where the graph is not connected. Each axis is stretched to 0 … 10.</summary>
internal static class StartLayout
{
    private const int LanczosSteps = 100;
    private const int PrincipalSteps = 40;
    private const float Span = 10;
    private const float Jitter = 1e-3f;

    /// <returns>[N, 2].</returns>
    public static float[] Of(FuzzyGraph graph, Vectors images, int seed)
    {
        double[][] axes = IsConnected(graph) ? Spectral(graph, seed) : Principal(images, seed);
        float[] positions = new float[graph.Count * 2];
        CounterRandom random = new(seed, graph.Count, 31);
        for (int axis = 0; axis < 2; axis++)
        {
            double[] values = axis < axes.Length ? axes[axis] : new double[graph.Count];
            double low = values.Min(), range = values.Max() - low;
            for (int row = 0; row < graph.Count; row++)
            {
                double part = range > 0 ? (values[row] - low) / range : random.Unit();
                positions[(2 * row) + axis] = (Span * (float)part) + (Jitter * (random.Unit() - 0.5f));
            }
        }

        return positions;
    }

    internal static bool IsConnected(FuzzyGraph graph)
    {
        bool[] seen = new bool[graph.Count];
        Stack<int> open = new([0]);
        seen[0] = true;
        int reached = 1;
        while (open.TryPop(out int row))
        {
            for (int place = graph.Starts[row]; place < graph.Starts[row + 1]; place++)
            {
                int other = graph.Columns[place];
                if (graph.Weights[place] > 0 && !seen[other])
                {
                    (seen[other], reached) = (true, reached + 1);
                    open.Push(other);
                }
            }
        }

        return reached == graph.Count;
    }

    /// <summary>Largest eigenvectors of D^-½ W D^-½ beside the trivial one, D^½·1.</summary>
    private static double[][] Spectral(FuzzyGraph graph, int seed)
    {
        double[] roots = new double[graph.Count];
        for (int row = 0; row < graph.Count; row++)
        {
            roots[row] = Math.Sqrt(TensorPrimitives.Sum(graph.Weights.AsSpan(graph.Starts[row], graph.Starts[row + 1] - graph.Starts[row])));
        }

        double length = TensorPrimitives.Norm<double>(roots);
        double[] trivial = [.. roots.Select(root => root / length)];
        return LargestEigenvectors.Find(graph.Count, Multiply, 2, trivial, LanczosSteps, seed);

        void Multiply(double[] from, double[] to) => Parallel.For(0, graph.Count, row =>
        {
            double sum = 0;
            for (int place = graph.Starts[row]; place < graph.Starts[row + 1]; place++)
            {
                int other = graph.Columns[place];
                sum += graph.Weights[place] * from[other] / roots[other];
            }

            to[row] = sum / roots[row];
        });
    }

    /// <summary>Coordinates of the centred rows on their two principal axes.</summary>
    private static double[][] Principal(Vectors images, int seed)
    {
        int n = images.Count, d = images.Dimension;
        float[] mean = new float[d];
        for (int row = 0; row < n; row++)
        {
            TensorPrimitives.Add(mean, images[row], mean);
        }

        TensorPrimitives.Divide(mean, n, mean);
        double[] scores = new double[n];
        double[][] axes = LargestEigenvectors.Find(d, Multiply, 2, [], PrincipalSteps, seed);
        return [.. axes.Select(axis => { double[] found = new double[n]; Project(axis, found); return found; })];

        void Project(double[] axis, double[] found)
        {
            float[] direction = [.. axis.Select(value => (float)value)];
            float middle = TensorPrimitives.Dot<float>(mean, direction);
            Parallel.For(0, n, row => found[row] = TensorPrimitives.Dot(images[row], direction) - middle);
        }

        void Multiply(double[] from, double[] to)
        {
            Project(from, scores);
            float[] sum = new float[d];
            float total = 0;
            for (int row = 0; row < n; row++)
            {
                TensorPrimitives.MultiplyAdd(images[row], (float)scores[row], sum, sum);
                total += (float)scores[row];
            }

            TensorPrimitives.MultiplyAdd(mean, -total, sum, sum);
            TensorPrimitives.ConvertTruncating<float, double>(sum, to);
        }
    }
}
