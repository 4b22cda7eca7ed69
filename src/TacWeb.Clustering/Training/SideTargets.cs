using TacWeb.Clustering.Losses;

namespace TacWeb.Clustering.Training;

/// <summary>What a user may ask of the clusters beside the method's own loss: other sizes than equal ones, and independence of a group. Off by default, and then nothing changes.</summary>
internal sealed class SideTargets
{
    private readonly double _fairness;
    private readonly int[] _groups;
    private readonly int _groupCount;

    private SideTargets(PriorTarget? prior, double fairness, int[] groups)
    {
        (Prior, _fairness) = (prior, fairness);
        int[] known = [.. groups.Distinct().Order()];
        (_groups, _groupCount) = ([.. groups.Select(group => Array.BinarySearch(known, group))], known.Length);
    }

    /// <summary>Shares of the clusters; null: equal ones.</summary>
    public PriorTarget? Prior { get; }

    /// <summary>Reads the options.</summary>
    /// <param name="options">Which sizes, and β; 0: off.</param>
    /// <param name="input">Images, and groups where β is above 0.</param>
    /// <param name="clusters">K.</param>
    /// <param name="seed">Of the k-means behind the sizes.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    /// <exception cref="ArgumentException">β without groups, or as many groups as images there are not.</exception>
    public static SideTargets Of(BalancedOptions options, ClusterInput input, int clusters, int seed, CancellationToken cancellationToken)
    {
        int[] groups = options.Fairness == 0 ? [] : input.Groups ?? throw new ArgumentException("fairness needs a group of each image (--groups).", nameof(input));
        if (options.Fairness != 0 && groups.Length != input.Images.Count)
        {
            throw new ArgumentException($"{groups.Length} groups do not fit {input.Images.Count} images.", nameof(input));
        }

        return new SideTargets(options.Prior == ClusterPrior.Sizes ? PriorTarget.OfSizes(input.Images, clusters, seed, cancellationToken) : null, options.Fairness, groups);
    }

    /// <summary>A total loss with β·Σ I(P; G) added; the same tensor where fairness is off.</summary>
    /// <param name="total">The method's own.</param>
    /// <param name="rows">Row numbers of the batch.</param>
    /// <param name="assignments">Probabilities [B, K] of those rows, one a head.</param>
    public Tensor Fair(Tensor total, int[] rows, params ReadOnlySpan<Tensor> assignments)
    {
        if (_fairness == 0)
        {
            return total;
        }

        float[] groups = new float[rows.Length * _groupCount];
        for (int i = 0; i < rows.Length; i++)
        {
            groups[(i * _groupCount) + _groups[rows[i]]] = 1;
        }

        Tensor columns = TensorBridge.Matrix(groups, rows.Length, _groupCount);
        foreach (Tensor assignment in assignments)
        {
            total = total.add(GroupInformation.Of(assignment, columns).mul(_fairness));
        }

        return total;
    }
}
