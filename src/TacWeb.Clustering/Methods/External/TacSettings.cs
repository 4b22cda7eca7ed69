namespace TacWeb.Clustering.Methods.External;

/// <summary>TAC's options with every rule of methods §1.9 worked out for N, K and d.</summary>
internal sealed record TacSettings(int Epochs, int BatchSize, double Temperature, int Neighbours, int Hidden)
{
    private const int ManyClusters = 100;
    private const int FewestSteps = 180;
    private const int SmallSetSteps = 300;

    /// <summary>
    /// The published settings (20 epochs of 512, τ̂ 0.5; from 100 clusters on 100 of min(8192, N), τ̂ 5) where they make at least 180 steps; else batches
    /// of min(512, N) and max(20, ⌈300/steps per epoch⌉) epochs. What the user sets wins; a set batch size also counts in the steps.
    /// </summary>
    public static TacSettings Resolve(TacOptions options, int count, int clusters, int dimension)
    {
        bool many = clusters >= ManyClusters;
        int batch = many ? Math.Min(8192, count) : 512, epochs = many ? 100 : 20;
        batch = options.BatchSize ?? batch;
        if (count / batch * epochs < FewestSteps)
        {
            batch = Math.Min(options.BatchSize ?? 512, count);
            int steps = count / batch;
            epochs = Math.Max(20, (SmallSetSteps + steps - 1) / steps);
        }

        int neighbours = options.Neighbours ?? Math.Max(1, Math.Min(50, count / (2 * clusters)));
        return new TacSettings(
            options.Epochs ?? epochs,
            Math.Min(batch, count),
            options.Temperature ?? (many ? 5.0 : 0.5),
            Math.Min(neighbours, count - 1),
            options.Hidden ?? Math.Max(dimension, 512));
    }
}
