using System.Globalization;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Which balance weight, and whether the consistency loss counts: tried on few rows with few heads (methods §4.11, stage 7).</summary>
internal static class LossScreen
{
    private const int Heads = 2;
    private const int MostRows = 10_000;
    private const double Reachable = 0.1; // of q: eight heads in place of two moved it by 0.08 on Clothing, other losses by 0.04
    private static readonly (double Weight, bool Consistent)[] Choices = [(5, true), (5, false), (3, true), (3, false), (2, true), (2, false)];

    /// <summary>Head pairs that are trained where all choices are tried.</summary>
    public static int MostHeads => Heads * Choices.Length;

    /// <summary>The plan with the losses of the best q; those of the paper unless another is a gain over them; null where the paper's losses come out so far below what the heads must reach that no head is worth training.</summary>
    /// <param name="plan">Of the heads.</param>
    /// <param name="fallBack">What the heads must reach; null: nothing.</param>
    /// <param name="images">The unchanged images.</param>
    /// <param name="generalisation">Of all of them.</param>
    /// <param name="log">Judges.</param>
    /// <param name="context">Seed, budget and progress.</param>
    /// <param name="cancellationToken">Checked at each step.</param>
    public static HeadPlan? Choose(HeadPlan plan, Candidate? fallBack, Vectors images, Generalisation generalisation, StageLog log, FitContext context, CancellationToken cancellationToken)
    {
        (HeadPlan few, Generalisation own, Candidate? reach) = (plan, generalisation, fallBack);
        if (images.Count > MostRows)
        {
            int[] rows = Seeds.Sample(images.Count, MostRows, Seeds.Stream(context.Seed, 3620));
            few = Few(plan, rows, cancellationToken);
            own = new Generalisation(images.Take(rows), context.Seed, cancellationToken);
            reach = reach is null ? null : reach with { Labels = [.. rows.Select(row => reach.Labels[row])] };
        }

        Candidate usual = Try(few, Choices[0], own, context, cancellationToken);
        if (reach is not null && Hopeless(reach, usual, plan.Clusters) is { } reason)
        {
            log.Note("screenLosses", false, reason, reach, usual);
            return null;
        }

        Candidate[] tried = [usual, .. Choices[1..].TakeWhile(_ => !context.OutOfTime).Select(choice => Try(few, choice, own, context, cancellationToken))];
        if (tried.Length == 1)
        {
            return With(plan, Choices[0].Weight, Choices[0].Consistent);
        }

        int best = Enumerable.Range(1, tried.Length - 1).MaxBy(i => tried[i].Quality);
        (double weight, bool consistent) = log.Gain("screenLosses", tried[0], tried[best]) ? Choices[best] : Choices[0];
        return With(plan, weight, consistent);
    }

    private static string? Hopeless(Candidate reach, Candidate usual, int clusters)
    {
        if (!StageGuard.Holds(reach.Labels, usual.Labels, clusters))
        {
            return "Two head pairs with TAC's own losses leave clusters empty, or fill them much less evenly; no more are tried.";
        }

        return usual.Quality >= reach.Quality - Reachable
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Two head pairs with TAC's own losses reach q {usual.Quality:0.000}, what they must reach is {reach.Quality:0.000}; no more are tried.");
    }

    private static HeadPlan With(HeadPlan plan, double weight, bool consistent) => plan with { Consistent = consistent, Options = plan.Options with { BalanceWeight = weight } };

    private static HeadPlan Few(HeadPlan plan, int[] rows, CancellationToken cancellationToken)
    {
        (Vectors images, Vectors texts) = (plan.Images.Take(rows), plan.Texts.Take(rows));
        Methods.External.TacSettings settings = Methods.External.TacSettings.Resolve(plan.Options, rows.Length, plan.Clusters, images.Dimension);
        Neighbours near = Neighbours.Find(images, settings.Neighbours, cancellationToken);
        Neighbours text = ReferenceEquals(plan.Images, plan.Texts) ? near : Neighbours.Find(texts, settings.Neighbours, cancellationToken);
        Neighbours both = AgreeingNeighbours.Of(near, text);
        bool agreeing = ReferenceEquals(plan.Partners.Image, plan.Partners.Text);
        return plan with { Images = images, Texts = texts, Settings = settings, Nearest = near, Partners = agreeing ? (both, both) : (near, text), Start = plan.Start is { } start ? [.. rows.Select(row => start[row])] : null };
    }

    private static Candidate Try(HeadPlan plan, (double Weight, bool Consistent) choice, Generalisation generalisation, FitContext context, CancellationToken cancellationToken)
    {
        EpochLoop loop = new(context, Heads * plan.Settings.Epochs, cancellationToken);
        HeadEnsemble heads = HeadEnsemble.Train(With(plan, choice.Weight, choice.Consistent), (Heads, Heads), loop, Seeds.Derive(context.Seed, 3630), cancellationToken);
        int[] labels = SoftPartition.Labels(heads.Mean, plan.Clusters);
        return new Candidate(labels, Yardsticks.Agreement(heads.Labels), generalisation.Score(labels, plan.Clusters));
    }
}
