using System.Numerics.Tensors;
using TacWeb.Clustering.Graphs;
using TacWeb.Clustering.Projection;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.ClusterCount;

/// <summary>What the rules look at: at most 3,000 seeded rows, their neighbours, principal coordinates and spectral embedding, each computed once when it is first asked for.</summary>
internal sealed class CountSample
{
    /// <summary>What is said of sets whose K is fixed by contract §2.</summary>
    public const string FixedReason = "So few images that there is nothing to choose.";

    private const int MostRows = 3000;
    private const int MostClusters = 60;
    private const int Neighbourhood = 20;
    private const int PrincipalWidth = 32;
    private const int Restarts = 2;
    private readonly Lazy<Neighbours> _neighbours;
    private readonly Lazy<Vectors> _principal;
    private readonly Lazy<SpectralEmbedding> _embedding;
    private readonly Dictionary<int, int[]> _partitions = [];

    private CountSample(Vectors rows, int seed, CancellationToken cancellationToken)
    {
        (Rows, Seed, Token) = (rows, seed, cancellationToken);
        Candidates = Range(Math.Min(MostClusters, rows.Count / 3));
        _neighbours = new(() => Neighbours.Find(Rows, Math.Min(Neighbourhood, Rows.Count - 1), Token));
        _principal = new(() => Principal());
        _embedding = new(() => Embed(Neighbourhood, Candidates[^1] + 1));
    }

    /// <summary>Unit rows.</summary>
    public Vectors Rows { get; }

    public int Seed { get; }

    public CancellationToken Token { get; }

    /// <summary>K of sets that are too small for a choice (N of 2 … 5: 2, N = 1: 1), else null.</summary>
    public int? Settled => Rows.Count < 6 ? Math.Min(2, Rows.Count) : null;

    /// <summary>The K that are tried, ascending: each up to 20, then every second to 30, then further ones to 60, never more than a third of the rows.</summary>
    public int[] Candidates { get; }

    /// <summary>The nearest rows, 20 or as many as there are.</summary>
    public Neighbours Nearest => _neighbours.Value;

    /// <summary>Unit rows of at most 32 principal coordinates.</summary>
    public Vectors PrincipalRows => _principal.Value;

    /// <summary>The rows of an input, sampled.</summary>
    /// <exception cref="ArgumentException">No images, or a value that is not a number.</exception>
    public static CountSample Of(ClusterInput input, int seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        Requirements.CheckNotEmpty(input.Images.Count);
        Requirements.CheckFinite(input.Images, "images");
        int[] sample = Seeds.Sample(input.Images.Count, MostRows, Seeds.Stream(seed, 5400));
        return new CountSample(Unit(sample.Length == input.Images.Count ? input.Images : input.Images.Take(sample)), seed, cancellationToken);
    }

    /// <summary>Eigenvalues of the Laplacian of the graph of k mutual neighbours, as many as there are candidates and one more.</summary>
    public double[] Eigenvalues(int near) => (near >= Nearest.PerRow ? _embedding.Value : Embed(near, Candidates[^1] + 1)).Values;

    /// <summary>Spectral clusters of the rows.</summary>
    public int[] Clusters(int k)
    {
        Token.ThrowIfCancellationRequested();
        if (!_partitions.TryGetValue(k, out int[]? labels))
        {
            _partitions[k] = labels = SpectralClustering.Labels(_embedding.Value, k, Restarts, Seeds.Derive(Seed, 5401 + k), Token);
        }

        return labels;
    }

    private static int[] Range(int most) => [.. Enumerable.Range(2, Math.Max(0, most - 1)).Where(k => k <= 20 || (k <= 30 && k % 2 == 0) || k % 5 == 0)];

    private SpectralEmbedding Embed(int near, int dimensions)
    {
        int few = Math.Min(near, Nearest.PerRow);
        int[] lists = new int[Rows.Count * few];
        float[] weights = new float[lists.Length];
        for (int row = 0; row < Rows.Count; row++)
        {
            Nearest[row][..few].CopyTo(lists.AsSpan(row * few));
            for (int j = 0; j < few; j++)
            {
                weights[(row * few) + j] = 1 - NeighbourTable.Distance(Rows[row], Rows[lists[(row * few) + j]]);
            }
        }

        SparseGraph graph = MutualGraph.Of(Neighbours.Of(Rows.Count, few, lists), weights, Candidates[^1]);
        return SpectralEmbedding.Of(graph, Math.Min(dimensions, Rows.Count), Seeds.Derive(Seed, 5402), Token);
    }

    private Vectors Principal()
    {
        PrincipalAxes axes = PrincipalAxes.Of(Rows, Math.Min(PrincipalWidth, Rows.Count - 1), Seeds.Derive(Seed, 5403), Token);
        return Unit(axes.Project(Rows));
    }

    /// <summary>Rows of length 1; rows of zeros stay as they are.</summary>
    private static Vectors Unit(Vectors rows)
    {
        if (rows.IsUnit)
        {
            return rows;
        }

        float[] values = rows.Values.ToArray();
        for (int row = 0; row < rows.Count; row++)
        {
            Span<float> own = values.AsSpan(row * rows.Dimension, rows.Dimension);
            TensorPrimitives.Divide(own, MathF.Max(TensorPrimitives.Norm<float>(own), 1e-12f), own);
        }

        return new Vectors(rows.Source, rows.Dimension, unit: true, values);
    }
}
