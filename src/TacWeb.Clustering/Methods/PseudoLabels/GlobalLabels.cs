using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>TCL's pseudo-labels of the whole set: −1 at the start; a sure image gets one and keeps it as long as it stays sure.</summary>
/// <param name="count">N.</param>
/// <param name="clusters">K.</param>
/// <param name="threshold">Confidence.</param>
internal sealed class GlobalLabels(int count, int clusters, double threshold)
{
    private readonly int[] _labels = [.. Enumerable.Repeat(-1, count)];

    /// <summary>Labels of some rows, −1 without.</summary>
    public int[] Of(int[] rows) => [.. rows.Select(row => _labels[row])];

    /// <summary>
    /// Labelled rows below the threshold lose their label. Of the unlabelled ones above it, each predicted class gives its label to the ⌈0.5·B/K⌉ surest.
    /// </summary>
    /// <param name="rows">B rows.</param>
    /// <param name="soft">Their probabilities in evaluation mode on the plain images, [B, K].</param>
    public void Update(int[] rows, float[] soft)
    {
        int most = (int)Math.Ceiling(0.5 * rows.Length / clusters);
        (int Row, int Label, float Confidence)[] seen = [.. rows.Select((row, place) =>
        {
            ReadOnlySpan<float> own = soft.AsSpan(place * clusters, clusters);
            int label = TensorPrimitives.IndexOfMax(own);
            return (row, label, own[label]);
        })];
        foreach ((int row, _, _) in seen.Where(image => _labels[image.Row] >= 0 && image.Confidence < threshold))
        {
            _labels[row] = -2; // loses its label now, cannot gain one in this step
        }

        foreach (IGrouping<int, (int Row, int Label, float Confidence)> cls in seen.Where(image => _labels[image.Row] == -1 && image.Confidence > threshold).GroupBy(image => image.Label))
        {
            foreach ((int row, int label, _) in cls.OrderByDescending(image => image.Confidence).ThenBy(image => image.Row).Take(most))
            {
                _labels[row] = label;
            }
        }

        foreach (int row in rows.Where(row => _labels[row] == -2))
        {
            _labels[row] = -1;
        }
    }
}
