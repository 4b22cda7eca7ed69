using System.CommandLine;
using System.Globalization;
using TacWeb.Core;
using TacWeb.Core.Evaluation;

namespace TacWeb.Cli;

/// <summary><c>tacweb score</c>: agreement of clusters with true classes.</summary>
internal static class ScoreCommand
{
    private static readonly Option<string> Labels = new("--labels") { Description = "True classes, integers [n]", HelpName = "Y.npy", Required = true };
    private static readonly Option<string> Clusters = new("--clusters") { Description = "Clusters, integers [n]", HelpName = "C.npy", Required = true };

    public static Command Create(CommandLineIo io) =>
        new Command("score", "Scores clusters against true classes: ACC, NMI, ARI, AMI, purity") { Labels, Clusters }
            .WithExample("tacweb score --labels labels.npy --clusters clusters.npy")
            .Runs(io, Run);

    private static Task Run(Session session, CancellationToken cancellationToken)
    {
        int[] truth = NpyInput.Labels(session.Parsed.GetRequiredValue(Labels));
        int[] clusters = NpyInput.Labels(session.Parsed.GetRequiredValue(Clusters));
        if (truth.Length != clusters.Length)
        {
            throw new TacWebException($"{truth.Length} labels do not fit {clusters.Length} clusters.");
        }

        Scores scores = Metrics.Score(truth, clusters);
        if (session.Json)
        {
            session.WriteJson(scores);
        }
        else
        {
            session.Output.WriteLine(Line(scores));
        }

        return Task.CompletedTask;
    }

    /// <summary>The five scores as percentages in one line.</summary>
    public static string Line(Scores scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"ACC {scores.Accuracy * 100:0.00}  NMI {scores.Nmi * 100:0.00}  ARI {scores.Ari * 100:0.00}  AMI {scores.Ami * 100:0.00}  purity {scores.Purity * 100:0.00}");
}
