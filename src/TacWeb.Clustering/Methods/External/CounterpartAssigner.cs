using TacWeb.Clustering.Centroids;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Places new images at the nearest [image; counterpart] centre; their counterparts are retrieved from the kept nouns first.</summary>
internal sealed class CounterpartAssigner(CounterpartRetrieval retrieval, CentroidAssigner centres) : IAssigner
{
    /// <inheritdoc/>
    public int[] Assign(Vectors images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return centres.Assign([images, retrieval.Counterparts(images)]);
    }

    /// <inheritdoc/>
    public Probabilities? AssignSoft(Vectors images) => null;
}
