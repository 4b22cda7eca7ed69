namespace TacWeb.Core.Jobs;

/// <summary>How far a piece of work is.</summary>
/// <param name="Step">The stage's name as the report's timings give it: <c>ingest embed nouns centres filter counterparts neighbours train names write</c>.</param>
/// <param name="Fraction">0…1 of this step.</param>
/// <param name="Detail">One short human phrase, for example <c>3,200 of 10,000 images</c>.</param>
public readonly record struct JobProgress(string Step, double Fraction, string? Detail = null);
