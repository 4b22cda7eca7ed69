using TacWeb.Clustering.Graphs;

namespace TacWeb.Clustering.Methods.Structural;

/// <summary>A batch of rows with the rows that express them.</summary>
/// <param name="Rows">The batch, then every further row that is an atom of one of it, each once.</param>
/// <param name="Coefficients">[B, Rows]: each row of the batch as a combination of <see cref="Rows"/>.</param>
internal sealed record ExpressedBatch(int[] Rows, float[] Coefficients)
{
    /// <summary>Joins a batch with its atoms.</summary>
    public static ExpressedBatch Of(int[] batch, SparseCodes codes)
    {
        Dictionary<int, int> places = [];
        foreach (int row in batch.Concat(batch.SelectMany(row => codes.Atoms.AsSpan(row * codes.PerRow, codes.PerRow).ToArray()).Where(atom => atom >= 0)))
        {
            places.TryAdd(row, places.Count);
        }

        float[] coefficients = new float[batch.Length * places.Count];
        for (int i = 0; i < batch.Length; i++)
        {
            for (int atom = batch[i] * codes.PerRow; atom < (batch[i] + 1) * codes.PerRow; atom++)
            {
                if (codes.Atoms[atom] >= 0)
                {
                    coefficients[(i * places.Count) + places[codes.Atoms[atom]]] = codes.Values[atom];
                }
            }
        }

        return new ExpressedBatch([.. places.OrderBy(place => place.Value).Select(place => place.Key)], coefficients);
    }
}
