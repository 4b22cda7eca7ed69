namespace TacWeb.Clustering.Density;

/// <summary>core_i: the distance of each row to its m-th neighbour, itself not counted (methods §4.12, step 1).</summary>
internal static class CoreDistances
{
    /// <param name="distances">Of N ≥ 2 rows.</param>
    /// <param name="m">1 … N − 1.</param>
    /// <param name="cancellationToken">Checked now and then.</param>
    public static float[] Of(ColumnDistances distances, int m, CancellationToken cancellationToken)
    {
        float[] core = new float[distances.Count];
        ParallelOptions options = new() { CancellationToken = cancellationToken };
        Parallel.For(0, distances.Count, options, () => (Own: new float[distances.Count], Scratch: new float[distances.Count]), (row, _, room) =>
        {
            distances.Of(row, room.Own, room.Scratch);
            core[row] = Select(room.Own, m); // the row itself is at place 0, with distance 0
            return room;
        }, _ => { });
        return core;
    }

    /// <summary>The value that would stand at a place if the values were sorted; quick-select, the values are moved.</summary>
    internal static float Select(Span<float> values, int place)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            float pivot = values[low + ((high - low) / 2)];
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            (low, high) = place <= j ? (low, j) : place >= i ? (i, high) : (place, place);
        }

        return values[place];
    }
}
