using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Concepts;

/// <summary>Each image's text counterpart: the nouns' mean under a softmax of their similarities (TAC §3.2; methods §1.7).</summary>
/// <remarks>
/// w_ij = softmax_j(x_i·t_j / τ̃), u_i = n(Σ_j w_ij t_j). Computed in blocks of images: the N × M matrix never exists as a whole.
/// <para>Source: Li et al., ICML 2024, §3.2; XLearning-SCU/2024-ICML-TAC <c>retrieve_text</c>. The label-free τ̃ is ours (methods §1.7).</para>
/// </remarks>
public sealed class CounterpartRetrieval
{
    private const int BlockNumbers = 1 << 23;
    private const int RuleRows = 2000;
    private const double Perplexity = 4.0;
    private const double Tolerance = 0.05;
    private readonly Vectors _nouns;

    /// <summary>Retrieves from these nouns.</summary>
    /// <param name="nouns">The M kept nouns, [M, d], unit rows.</param>
    /// <param name="temperature">τ̃ &gt; 0.</param>
    /// <exception cref="ArgumentException">No nouns, or τ̃ is not a positive number.</exception>
    public CounterpartRetrieval(Vectors nouns, double temperature)
    {
        ArgumentNullException.ThrowIfNull(nouns);
        if (nouns.Count == 0)
        {
            throw new ArgumentException("There are no nouns to retrieve from.", nameof(nouns));
        }

        if (!(temperature > 0) || double.IsInfinity(temperature))
        {
            throw new ArgumentException($"The retrieval temperature must be a positive number, not {temperature}.", nameof(temperature));
        }

        (_nouns, Temperature) = (nouns, temperature);
    }

    /// <summary>The M kept nouns, [M, d].</summary>
    internal Vectors Nouns => _nouns;

    /// <summary>τ̃.</summary>
    public double Temperature { get; }

    /// <summary>The label-free τ̃: bisected in [0.001, 1] until the mean of exp(H(w_i)) over at most 2,000 seeded images is 4.0 ± 0.05; the nearer end where 4.0 is out of reach.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="nouns">[M, d], unit rows.</param>
    /// <param name="seed">Draws the images.</param>
    /// <param name="cancellationToken">Checked once a step of the bisection.</param>
    /// <exception cref="ArgumentException">Dimensions differ, or there are no rows.</exception>
    public static double FindTemperature(Vectors images, Vectors nouns, int seed, CancellationToken cancellationToken = default)
    {
        Requirements.CheckDimensions(images, nouns);
        int[] sample = Seeds.Sample(images.Count, RuleRows, Seeds.Stream(seed, 1002));
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor similarity = torch.mm(TensorBridge.Rows(images, sample), TensorBridge.Block(nouns, 0, nouns.Count).t()); // [n, M]
        double low = 0.001, high = 1; // perplexity grows with τ̃
        double atLow = MeanPerplexity(similarity, low), atHigh = MeanPerplexity(similarity, high);
        if (atLow >= Perplexity || atHigh <= Perplexity)
        {
            return Math.Abs(atLow - Perplexity) <= Math.Abs(atHigh - Perplexity) ? low : high;
        }

        for (int step = 0; step < 50; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double middle = Math.Sqrt(low * high), perplexity = MeanPerplexity(similarity, middle);
            if (Math.Abs(perplexity - Perplexity) <= Tolerance)
            {
                return middle;
            }

            (low, high) = perplexity < Perplexity ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(low * high);
    }

    /// <summary>Unit counterparts u_i = n(Σ_j w_ij t_j), [N, d]. Reports the stage <c>counterparts</c>.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="context">Sinks; null: none.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">Another dimension than the nouns.</exception>
    public Vectors Counterparts(Vectors images, FitContext? context = null, CancellationToken cancellationToken = default)
    {
        Requirements.CheckDimensions(images, _nouns);
        return context.Timed("counterparts", () => Retrieve(images, cancellationToken));
    }

    /// <summary>Retrieval weights w [N, M] in blocks of images, in order; each row sums to 1.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">Another dimension than the nouns.</exception>
    public IEnumerable<WeightBlock> Weights(Vectors images, CancellationToken cancellationToken = default)
    {
        Requirements.CheckDimensions(images, _nouns);
        return Blocks(images, cancellationToken);
    }

    private static double MeanPerplexity(Tensor similarity, double temperature)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor logits = similarity.div(temperature);
        Tensor weights = torch.softmax(logits, 1);
        Tensor entropy = torch.logsumexp(logits, 1).sub(weights.mul(logits).sum(1)); // H = log Σ exp s − Σ w s
        return entropy.exp().mean().item<float>();
    }

    private IEnumerable<WeightBlock> Blocks(Vectors images, CancellationToken cancellationToken)
    {
        foreach ((int start, int count) in NounFilter.Chunks(images.Count, BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new WeightBlock(start, count, WeightsOf(images, start, count)); // no scope stays open between blocks
        }
    }

    private float[] WeightsOf(Vectors images, int start, int count)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        return TensorBridge.ToArray(WeightTensor(images, start, count, TensorBridge.Block(_nouns, 0, _nouns.Count)));
    }

    private Vectors Retrieve(Vectors images, CancellationToken cancellationToken)
    {
        float[] counterparts = new float[images.Count * images.Dimension];
        using DisposeScope everything = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        Tensor nouns = TensorBridge.Block(_nouns, 0, _nouns.Count); // [M, d]
        foreach ((int start, int count) in NounFilter.Chunks(images.Count, BlockRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope block = torch.NewDisposeScope();
            Tensor mean = torch.mm(WeightTensor(images, start, count, nouns), nouns); // [count, d]
            TensorBridge.ToArray(nn.functional.normalize(mean, 2, 1)).CopyTo(counterparts, start * images.Dimension);
        }

        return new Vectors(_nouns.Source, images.Dimension, unit: true, counterparts);
    }

    private int BlockRows => Math.Clamp(BlockNumbers / _nouns.Count, 64, 4096);

    private Tensor WeightTensor(Vectors images, int start, int count, Tensor nouns) =>
        torch.softmax(torch.mm(TensorBridge.Block(images, start, count), nouns.t()).div(Temperature), 1);
}
