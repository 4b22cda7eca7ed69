namespace TacWeb.Core.Evaluation;

/// <summary>Agreement of clusters with true classes.</summary>
public static class Metrics
{
    /// <summary>All five scores of a partition. Labels are any integers; noise (−1) counts as one more cluster.</summary>
    /// <param name="truth">N true classes.</param>
    /// <param name="clusters">N clusters.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public static Scores Score(IReadOnlyList<int> truth, IReadOnlyList<int> clusters) => throw new NotImplementedException();
}
