namespace TacWeb.Cli;

/// <summary>What the process tells its caller (contract §2).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
}
