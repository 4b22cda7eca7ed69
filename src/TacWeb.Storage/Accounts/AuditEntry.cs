namespace TacWeb.Storage.Accounts;

/// <summary>One line of the audit log.</summary>
/// <param name="Id">1, 2, … in the order of time.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Who">Name of the person, or what was typed as one.</param>
/// <param name="What">What was done.</param>
/// <param name="Address">Network address that it came from; empty when it is not known.</param>
public sealed record AuditEntry(long Id, DateTime AtUtc, string Who, string What, string Address);
