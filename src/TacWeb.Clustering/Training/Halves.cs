namespace TacWeb.Clustering.Training;

/// <summary>How well two random halves of the rows, each clustered on its own, agree on all rows: needs no labels and sees what the seed of a clustering does not change (methods §4.4, stability).</summary>
internal static class Halves
{
    /// <summary>Mean, over several splits, of a measure between the labels that the two halves give to all rows.</summary>
    /// <param name="count">N.</param>
    /// <param name="splits">How many.</param>
    /// <param name="draws">Random numbers of a split.</param>
    /// <param name="labels">Clusters the rows of a half, in drawn order, and labels all N by it; told the split, too.</param>
    /// <param name="measure">Of two labellings; 1 where they are the same.</param>
    /// <param name="outOfTime">Asked after each split: whether those made are to do; null: all are made.</param>
    public static double Agreement(int count, int splits, Func<int, Random> draws, Func<int[], int, int[]> labels, Func<int[], int[], double> measure, Func<bool>? outOfTime = null)
    {
        (double sum, int made) = (0, 0);
        for (int split = 0; split < splits && (split == 0 || outOfTime?.Invoke() != true); split++, made++)
        {
            int[] order = [.. Enumerable.Range(0, count)];
            draws(split).Shuffle(order);
            int half = count / 2;
            sum += measure(labels(order[..half], split), labels(order[half..], split));
        }

        return sum / made;
    }
}
