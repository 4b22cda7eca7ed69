using TacWeb.Core.Labelling;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Concepts;

/// <summary>Each image's text counterpart: the nouns' mean under a softmax of their similarities (TAC §3.2; methods §1.7).</summary>
/// <remarks>Everything is computed in blocks of images: the N × M matrix never exists as a whole. Safe for one thread at a time.</remarks>
/// <param name="nouns">The M kept nouns, [M, d], unit rows.</param>
/// <param name="temperature">τ̃ &gt; 0.</param>
public sealed class CounterpartRetrieval(Vectors nouns, double temperature)
{
    /// <summary>τ̃.</summary>
    public double Temperature { get; } = temperature;

    /// <summary>The label-free τ̃: bisected in [0.001, 1] until the mean of exp(H(w_i)) over at most 2,000 seeded images is 4.0 ± 0.05; the nearer end where 4.0 is out of reach.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="nouns">[M, d], unit rows.</param>
    /// <param name="seed">Draws the images.</param>
    /// <param name="cancellationToken">Checked once a step of the bisection.</param>
    /// <exception cref="ArgumentException">Dimensions differ, or there are no rows.</exception>
    public static double FindTemperature(Vectors images, Vectors nouns, int seed, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Unit counterparts u_i = n(Σ_j w_ij t_j), [N, d]. Reports the stage <c>counterparts</c>.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="context">Sinks; null: none.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">Another dimension than the nouns.</exception>
    public Vectors Counterparts(Vectors images, FitContext? context = null, CancellationToken cancellationToken = default) => throw new NotImplementedException(nouns.Source);

    /// <summary>Retrieval weights w [N, M] in blocks of images, in order; each row sums to 1. A block's memory is reused for the next.</summary>
    /// <param name="images">[N, d], unit rows.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">Another dimension than the nouns.</exception>
    public IEnumerable<WeightBlock> Weights(Vectors images, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
