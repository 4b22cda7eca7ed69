using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>One trained head pair: its own loss in the last epoch, the image head's weights, and its probabilities of the planned images.</summary>
internal sealed record HeadPair(double Loss, HeadWeights Weights, float[] Soft)
{
    private static readonly string[] LossNames = ["total", "distillation", "consistency", "balance"];

    /// <summary>Trains one pair with its own start and draws.</summary>
    /// <param name="plan">Rows, partners, settings.</param>
    /// <param name="loop">Reports its epochs.</param>
    /// <param name="seed">Of this pair.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    public static HeadPair Train(HeadPlan plan, EpochLoop loop, int seed, CancellationToken cancellationToken)
    {
        torch.manual_seed(Seeds.Derive(seed, 2002));
        using TacTrainer trainer = new(plan.Images, plan.Texts, plan.Clusters, plan.Settings, plan.Options, consistent: plan.Consistent);
        WeightedBatches batches = new(plan.Partners.Image, plan.Partners.Text, plan.Settings.BatchSize, seed);
        int taught = plan.Start is null ? 0 : ((batches.Steps * plan.Settings.Epochs) + 9) / 10;
        for (int epoch = 1; epoch <= plan.Settings.Epochs; epoch++)
        {
            if (plan.Weighted && epoch > 1)
            {
                batches.Weigh([Evaluate(trainer.ImageHead, plan.Images, plan.Clusters, cancellationToken), Evaluate(trainer.TextHead, plan.Texts, plan.Clusters, cancellationToken)], plan.Clusters);
            }

            loop.Epoch(batches.Epoch(), LossNames, (batch, losses) =>
            {
                if (taught-- > 0)
                {
                    trainer.Teach(batch, plan.Start!, losses);
                }
                else
                {
                    trainer.Step(batch, losses);
                }
            });
        }

        trainer.ImageHead.Freeze();
        return new HeadPair(loop.History[^1].Losses[0].Value, trainer.ImageHead.Weights(), trainer.ImageHead.Probabilities(plan.Images, plan.Clusters, cancellationToken).Values.ToArray());
    }

    private static float[] Evaluate(ClusterHead head, Vectors rows, int clusters, CancellationToken cancellationToken)
    {
        head.Freeze();
        float[] soft = head.Probabilities(rows, clusters, cancellationToken).Values.ToArray();
        head.Resume();
        return soft;
    }
}
