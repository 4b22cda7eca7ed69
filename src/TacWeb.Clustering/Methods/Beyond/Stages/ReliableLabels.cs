using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>The last stage: a small network learns the labels that can be relied on, and FixMatch's labels of its own (methods §2.6, §4.11, stage 9).</summary>
internal static class ReliableLabels
{
    private const int Runs = 3;
    private const int Epochs = 20;
    private const int Fewest = 3;
    private const double Agreeing = 0.9;
    private const double Confident = 0.99;
    private const double OwnLabel = 0.95;
    private const double Dropped = 0.2;
    private static readonly string[] LossNames = ["total", "reliable", "own"];

    /// <summary>The refined partition, or the given one where it is not accepted.</summary>
    /// <param name="before">Labels and probabilities of stage 8.</param>
    /// <param name="agreement">a of stage 8.</param>
    /// <param name="images">x, [N, d].</param>
    /// <param name="neighbours">N̂ nearest images.</param>
    /// <param name="views">Strong views, if any.</param>
    /// <param name="log">Takes the judgement.</param>
    /// <param name="context">Seed and budget.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    public static Partition Refine(
        Partition before, double agreement, Vectors images, Neighbours neighbours, IReadOnlyList<Vectors> views, StageLog log, FitContext context, CancellationToken cancellationToken)
    {
        int k = before.ClusterCount;
        if (Select(before.Labels, before.Soft!, neighbours, k) is not { } reliable)
        {
            log.Note("reliableLabels", false, "A cluster has fewer than three images whose label can be relied on.");
            return before;
        }

        (float[] Soft, DenseAssigner Assigner)[] runs = [.. Enumerable.Range(0, Runs).Select(run => Train(images, before.Labels, reliable, views, k, Seeds.Derive(context.Seed, 3660 + run), context, cancellationToken))];
        int[][] labels = [.. runs.Select(run => SoftPartition.Labels(run.Soft, k))];
        double own = Yardsticks.Agreement(labels), silhouetteBefore = Yardsticks.Silhouette(images, before.Labels, k), silhouette = Yardsticks.Silhouette(images, labels[0], k);
        bool accepted = StageGuard.Holds(before.Labels, labels[0], k) && own >= agreement && silhouette >= silhouetteBefore;
        string reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Agreement {agreement:0.000} → {own:0.000}, silhouette {silhouetteBefore:0.000} → {silhouette:0.000}; {reliable.Count(row => row)} reliable images.");
        return log.Note("reliableLabels", accepted, reason)
            ? before with { Labels = labels[0], Soft = new Probabilities(k, runs[0].Soft), Assigner = runs[0].Assigner }
            : before;
    }

    /// <summary>Which rows are reliable: at least 0.9 of the neighbours share the label and max p &gt; 0.99; per cluster at most the median count, most confident first. Null where a cluster has fewer than three.</summary>
    public static bool[]? Select(IReadOnlyList<int> labels, Probabilities soft, Neighbours neighbours, int clusters)
    {
        List<(int Row, float Confidence)>[] each = [.. Enumerable.Range(0, clusters).Select(_ => new List<(int, float)>())];
        for (int row = 0; row < labels.Count; row++)
        {
            int shared = 0;
            foreach (int partner in neighbours[row])
            {
                shared += labels[partner] == labels[row] ? 1 : 0;
            }

            float confidence = soft[row][labels[row]];
            if (shared >= Agreeing * neighbours.PerRow && confidence > Confident)
            {
                each[labels[row]].Add((row, confidence));
            }
        }

        if (each.Min(cluster => cluster.Count) < Fewest)
        {
            return null;
        }

        int most = each.Select(cluster => cluster.Count).Order().ElementAt(clusters / 2);
        bool[] reliable = new bool[labels.Count];
        foreach (List<(int Row, float Confidence)> cluster in each)
        {
            foreach ((int row, _) in cluster.OrderByDescending(image => image.Confidence).ThenBy(image => image.Row).Take(most))
            {
                reliable[row] = true;
            }
        }

        return reliable;
    }

    private static (float[] Soft, DenseAssigner Assigner) Train(
        Vectors images, IReadOnlyList<int> labels, bool[] reliable, IReadOnlyList<Vectors> views, int clusters, int seed, FitContext context, CancellationToken cancellationToken)
    {
        using DisposeScope everything = torch.NewDisposeScope();
        torch.manual_seed(seed);
        using DenseNetwork head = DenseNetwork.Head(images.Dimension, Math.Max(images.Dimension, 512), clusters);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(head.Parameters(), 1e-3);
        EpochLoop loop = new(context with { Progress = null }, Epochs, cancellationToken);
        RowBatches batches = new(images.Count, Math.Min(512, images.Count), seed);
        Random random = Seeds.Stream(seed, 1);
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor plain = TensorBridge.Rows(images, rows);
                Tensor strong = views.Count > 0 ? TensorBridge.Rows(views[random.Next(views.Count)], rows) : nn.functional.dropout(plain, Dropped);
                Tensor p = torch.softmax(head.Forward(plain), 1), q = torch.softmax(head.Forward(strong), 1);
                (Tensor taught, Tensor own) = Losses(p, q, [.. rows.Select(row => (long)labels[row])], [.. rows.Select(row => reliable[row] ? 1f : 0f)]);
                Tensor total = taught.add(own);
                losses.Add(total.item<float>(), taught.item<float>(), own.item<float>());
                EpochLoop.Descend(optimizer, total);
            });
        }

        return (ScanHeads.Probabilities(head, images, cancellationToken), ScanHeads.Assigner(head));
    }

    /// <summary>CE on the reliable rows, mean over them, and CE of the strong look against the arg-max of the plain one where that is above 0.95, mean over the batch.</summary>
    /// <param name="p">[B, K].</param>
    /// <param name="q">Of the strong looks.</param>
    /// <param name="labels">B labels.</param>
    /// <param name="reliable">1 or 0 each.</param>
    internal static (Tensor Taught, Tensor Own) Losses(Tensor p, Tensor q, long[] labels, float[] reliable)
    {
        Tensor mask = torch.tensor(reliable);
        Tensor taught = LogOf(p, torch.tensor(labels)).mul(mask).sum().div(Math.Max(1, reliable.Sum())).neg();
        (Tensor confidence, Tensor guess) = p.detach().max(1);
        Tensor sure = confidence.gt(OwnLabel).to_type(torch.ScalarType.Float32);
        return (taught, LogOf(q, guess).mul(sure).mean().neg());
    }

    private static Tensor LogOf(Tensor p, Tensor labels) => p.gather(1, labels.unsqueeze(1)).squeeze(1).clamp_min(1e-9).log();
}
