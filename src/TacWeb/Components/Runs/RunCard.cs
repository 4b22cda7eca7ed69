using TacWeb.Storage;

namespace TacWeb.Components.Runs;

/// <summary>A run and the names that its clusters have.</summary>
/// <param name="Run">The stored run.</param>
/// <param name="Names">Names of its clusters, largest first; empty when its file cannot be read.</param>
public sealed record RunCard(StoredRun Run, IReadOnlyList<string> Names);
