namespace TacWeb.Cli;

/// <summary>The command cannot be meant as it was typed: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
