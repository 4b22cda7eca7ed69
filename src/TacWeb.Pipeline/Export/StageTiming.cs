namespace TacWeb.Pipeline.Export;

/// <summary>How long a stage took.</summary>
/// <param name="Stage"><c>ingest embed nouns centres filter counterparts neighbours train names write</c>.</param>
/// <param name="Seconds">Wall-clock seconds, to the millisecond.</param>
public sealed record StageTiming(string Stage, double Seconds);
