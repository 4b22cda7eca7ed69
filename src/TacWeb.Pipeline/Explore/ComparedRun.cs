using TacWeb.Core.Comparison;
using TacWeb.Core.Evaluation;

namespace TacWeb.Pipeline.Explore;

/// <summary>One run beside others.</summary>
/// <param name="Run">The run as it was written.</param>
/// <param name="Names">What its clusters are called, given names first.</param>
/// <param name="Prior">Family of its method, for example <c>External</c>.</param>
/// <param name="UsesWords">Whether its method learns from the nouns.</param>
/// <param name="Scores">Its own scores; null without classes.</param>
/// <param name="Summary">Mean ± sd over the seeds of the same method, encoder, vocabulary, K and options: those that the run itself had, and those of the other compared runs; null without classes.</param>
/// <param name="Gain">Its mean scores minus those of the best (by accuracy) compared run with the same encoder and K that uses no words; null for a run without words, or without such a run.</param>
public sealed record ComparedRun(StoredClustering Run, IReadOnlyList<string> Names, string Prior, bool UsesWords, Scores? Scores, ScoreSummary? Summary, Scores? Gain);
