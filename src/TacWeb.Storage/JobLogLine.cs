namespace TacWeb.Storage;

/// <summary>One line of a job's log.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="Text">What happened.</param>
public readonly record struct JobLogLine(DateTime AtUtc, string Text);
