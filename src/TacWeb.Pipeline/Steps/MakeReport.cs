using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using TacWeb.Clustering;
using TacWeb.Core.Evaluation;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Steps;

/// <summary>The parts of a report that come from several runs or from the program itself.</summary>
internal static class MakeReport
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(MakeReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Largest working set of this process so far.</summary>
    public static long PeakMemoryMiB()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    /// <summary>The options that ran, τ̃ of the concept space, the budget where there is one, and what of the run's options is set and concerns the method.</summary>
    public static JsonObject Options(MethodPlan plan, double temperature, TimeSpan? budget, RunOptions run)
    {
        JsonObject options = JsonNode.Parse(plan.Method.WriteOptions(plan.Options))!.AsObject();
        options["retrievalTemperature"] = temperature;
        AddBudget(options, budget);
        if (run.Views && plan.Method.Takes(MethodNeeds.Views))
        {
            options["views"] = true;
        }

        if (run.FineGrained)
        {
            options["fineGrained"] = true;
        }

        if (run.SecondEncoder is { } second && plan.Method.Takes(MethodNeeds.OtherViews))
        {
            options["secondEncoder"] = second;
        }

        return options;
    }

    /// <summary>Adds the budget, where there is one.</summary>
    public static void AddBudget(JsonObject options, TimeSpan? budget)
    {
        if (budget is { } limit)
        {
            options[TimeBudget.Option] = TimeBudget.Write(limit);
        }
    }

    /// <summary>Every run for <c>--seeds</c>, or null for one.</summary>
    public static IReadOnlyList<ReportRun>? Runs(IReadOnlyList<FittedRun> runs) =>
        runs.Count == 1 ? null : [.. runs.Select(run => new ReportRun(run.Seed, run.Loss, run.Scores))];

    /// <summary>Mean of each score; null for one run or without classes.</summary>
    public static Scores? Mean(IReadOnlyList<FittedRun> runs) => Combine(runs, values => values.Average());

    /// <summary>Standard deviation of each score, divided by n − 1; null for one run or without classes.</summary>
    public static Scores? StandardDeviation(IReadOnlyList<FittedRun> runs) => Combine(runs, values =>
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    });

    private static Scores? Combine(IReadOnlyList<FittedRun> runs, Func<double[], double> combine)
    {
        if (runs.Count == 1 || runs[0].Scores is null)
        {
            return null;
        }

        double Of(Func<Scores, double> score) => combine([.. runs.Select(run => score(run.Scores!))]);
        return new Scores(Of(s => s.Accuracy), Of(s => s.Nmi), Of(s => s.Ari), Of(s => s.Ami), Of(s => s.Purity));
    }
}
