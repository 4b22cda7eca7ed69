using TacWeb.Core.Corrections;

namespace TacWeb.Storage;

/// <summary>An edit of a run.</summary>
/// <param name="Id">1, 2, … over all runs.</param>
/// <param name="Correction">What was done.</param>
/// <param name="AtUtc">When.</param>
public sealed record StoredCorrection(long Id, Correction Correction, DateTime AtUtc);
