namespace TacWeb.Clustering.Training;

/// <summary>Batch size and epochs where the user sets none: at most N a batch, and enough epochs for small sets to train (as for TAC, methods §1.9).</summary>
/// <param name="BatchSize">B ≤ N.</param>
/// <param name="Epochs">Passes.</param>
internal readonly record struct StepRule(int BatchSize, int Epochs)
{
    private const int FewestSteps = 300;

    /// <param name="batchSize">The user's B, or null.</param>
    /// <param name="epochs">The user's epochs, or null.</param>
    /// <param name="usualBatch">B of the method.</param>
    /// <param name="usualEpochs">Epochs of the method; more where they make fewer than 300 steps.</param>
    /// <param name="count">N.</param>
    public static StepRule Resolve(int? batchSize, int? epochs, int usualBatch, int usualEpochs, int count)
    {
        int batch = Math.Clamp(batchSize ?? usualBatch, 2, Math.Max(2, count));
        int steps = Math.Max(1, count / batch);
        return new StepRule(batch, epochs ?? Math.Max(usualEpochs, (FewestSteps + steps - 1) / steps));
    }

    /// <summary>Nearest rows a partner is drawn from: at most half the expected cluster size, at least 1.</summary>
    public static int Neighbours(int? wanted, int usual, int count, int clusters) =>
        Math.Min(wanted ?? Math.Max(1, Math.Min(usual, count / (2 * clusters))), count - 1);
}
