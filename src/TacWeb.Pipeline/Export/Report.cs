using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TacWeb.Core.Evaluation;

namespace TacWeb.Pipeline.Export;

/// <summary>The content of <c>report.json</c> (contract §2); <c>fit --report</c> writes the same with <c>dataset</c>, <c>encoder</c>, <c>vocabulary</c> null.</summary>
public sealed record Report
{
    /// <summary>The images; null for <c>fit</c>.</summary>
    public ReportDataset? Dataset { get; init; }

    /// <summary>The encoder; null for <c>fit</c>.</summary>
    public ReportEncoder? Encoder { get; init; }

    /// <summary>The vocabulary; null for <c>fit</c>.</summary>
    public ReportVocabulary? Vocabulary { get; init; }

    /// <summary>Key of the method that ran.</summary>
    public required string Method { get; init; }

    /// <summary>The options that ran, null where the method's own rule applied.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Seed of the written clustering.</summary>
    public required int Seed { get; init; }

    /// <summary>K of the written clustering.</summary>
    public required int K { get; init; }

    /// <summary>How K was found; left out where it was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportClusterCount? ClusterCount { get; init; }

    /// <summary>Sentences about what differs from what was asked for.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Agreement with the true classes; null without classes.</summary>
    public Scores? Scores { get; init; }

    /// <summary>Numbers that need no classes.</summary>
    public required Health Health { get; init; }

    /// <summary>How evenly the clusters mix groups; null without groups, and then left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Fairness? Fairness { get; init; }

    /// <summary>With <c>--seeds</c>: every run; else null and left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReportRun>? Runs { get; init; }

    /// <summary>With <c>--seeds</c> and classes: mean of each score over the runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Scores? Mean { get; init; }

    /// <summary>With <c>--seeds</c> and classes: standard deviation of each score over the runs (divided by n − 1).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Scores? StandardDeviation { get; init; }

    /// <summary>Seconds of each stage, in the order they ran.</summary>
    public IReadOnlyList<StageTiming> Timings { get; init; } = [];

    /// <summary>Largest working set of the process so far.</summary>
    public long PeakMemoryMiB { get; init; }

    /// <summary>Where it was computed.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Version of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedUtc { get; init; }
}
