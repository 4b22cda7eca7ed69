using System.Globalization;
using System.Text.Json.Nodes;
using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Core.Comparison;
using TacWeb.Core.Evaluation;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Puts runs of one dataset side by side, as they were written. Safe for many threads.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="runs">Reads runs.</param>
public sealed class CompareRuns(DataFolder data, ClusteringReader runs)
{
    /// <summary>Most runs side by side.</summary>
    public const int MostRuns = 6;

    /// <summary>Compares runs.</summary>
    /// <param name="ids">Two to six different runs of one dataset; the others are aligned to the first.</param>
    /// <exception cref="TacWebException">Another number of runs, one that is not there, different datasets, or no image that all of them have.</exception>
    public RunComparison Of(IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count is < 2 or > MostRuns || ids.Distinct().Count() != ids.Count)
        {
            throw new TacWebException($"Name 2 to {MostRuns} different runs.");
        }

        StoredClustering[] stored = [.. ids.Select(runs.Get)];
        if (stored.FirstOrDefault(run => run.Run.DatasetId != stored[0].Run.DatasetId) is { } other)
        {
            throw new TacWebException($"Run {other.Run.Id} is of another dataset than run {stored[0].Run.Id}: only runs of one dataset can be compared.");
        }

        int[] rows = [.. stored.Skip(1).Aggregate<StoredClustering, IEnumerable<int>>(stored[0].Rows, (common, run) => common.Intersect(run.Rows)).Order()];
        if (rows.Length == 0)
        {
            throw new TacWebException("The runs have no image in common.");
        }

        int[][] places = [.. stored.Select(run => Places(run, rows))];
        return new RunComparison(
            [.. stored.Select(run => Compared(run, stored))], rows, [.. stored.Select((run, i) => places[i].Select(place => run.Partition.Labels[place]).ToArray())],
            [.. places[0].Select(place => stored[0].Images[place].ClassName)], Differences(stored));
    }

    private static int[] Places(StoredClustering run, int[] rows)
    {
        int[] known = [.. run.Rows];
        return [.. rows.Select(row => Array.BinarySearch(known, row))];
    }

    private ComparedRun Compared(StoredClustering run, StoredClustering[] all)
    {
        IReadOnlyDictionary<int, string> given = data.Runs.GivenNames(run.Run.Id);
        ClusteringMethod? method = ClusteringMethods.All.FirstOrDefault(known => known.Key == run.Report.Method);
        Scores? scores = run.Report.Scores;
        ScoreSummary? summary = scores is null ? null : Summary(run, all);
        return new ComparedRun(
            run, [.. run.Clusters.Select(cluster => given.GetValueOrDefault(cluster.Id) ?? cluster.Name)], method?.Family.ToString() ?? "", UsesWords(run), scores,
            summary, summary is null || !UsesWords(run) ? null : Gain(run, summary.Mean, all));
    }

    private static bool UsesWords(StoredClustering run) => ClusteringMethods.All.FirstOrDefault(known => known.Key == run.Report.Method)?.Needs.HasFlag(MethodNeeds.Concepts) == true;

    /// <summary>Every seed once, however many runs have it.</summary>
    private static ScoreSummary Summary(StoredClustering run, StoredClustering[] all)
    {
        SortedDictionary<int, Scores> seeds = [];
        foreach (StoredClustering same in all.Where(other => Way(other) == Way(run)))
        {
            foreach ((int seed, Scores? scores) in same.Report.Runs?.Select(one => (one.Seed, one.Scores)) ?? [(same.Report.Seed, same.Report.Scores)])
            {
                if (scores is not null)
                {
                    seeds[seed] = scores;
                }
            }
        }

        return ScoreSummary.Of([.. seeds.Values]);
    }

    /// <summary>Mean over the seeds against the best mean without words.</summary>
    private static Scores? Gain(StoredClustering run, Scores own, StoredClustering[] all)
    {
        Scores? without = all.Where(other => !UsesWords(other) && other.Report.Scores is not null && other.Run.Encoder == run.Run.Encoder && other.Report.K == run.Report.K)
            .Select(other => Summary(other, all).Mean).MaxBy(scores => scores.Accuracy);
        return without is { } best ? new Scores(own.Accuracy - best.Accuracy, own.Nmi - best.Nmi, own.Ari - best.Ari, own.Ami - best.Ami, own.Purity - best.Purity) : null;
    }

    /// <summary>All that determines a run but its seed. τ̃ is left out where the label-free rule finds it anew for each seed.</summary>
    private static string Way(StoredClustering run) =>
        string.Join('\n', Settings(run).Where(setting => setting.Key is not ("seed" or "seeds" or "options.retrievalTemperature")).Select(setting => $"{setting.Key}={setting.Value}"));

    private static List<DifferingOption> Differences(StoredClustering[] stored)
    {
        SortedDictionary<string, string>[] settings = [.. stored.Select(Settings)];
        return
        [
            .. settings.SelectMany(own => own.Keys).Distinct(StringComparer.Ordinal)
                .Select(name => new DifferingOption(name, [.. settings.Select(own => own.GetValueOrDefault(name))]))
                .Where(option => option.Values.Distinct(StringComparer.Ordinal).Count() > 1),
        ];
    }

    private static SortedDictionary<string, string> Settings(StoredClustering run)
    {
        Report report = run.Report;
        SortedDictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["encoder"] = report.Encoder?.Key ?? "",
            ["k"] = report.K.ToString(CultureInfo.InvariantCulture),
            ["method"] = report.Method,
            ["seed"] = report.Seed.ToString(CultureInfo.InvariantCulture),
            ["seeds"] = (report.Runs?.Count ?? 1).ToString(CultureInfo.InvariantCulture),
            ["version"] = report.Version,
            ["vocabulary"] = report.Vocabulary?.Key ?? "",
        };
        foreach ((string name, JsonNode? value) in report.Options)
        {
            settings["options." + name] = value?.ToJsonString() ?? "null";
        }

        return settings;
    }
}
