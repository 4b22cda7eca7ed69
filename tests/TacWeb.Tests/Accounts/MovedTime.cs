namespace TacWeb.Tests.Accounts;

/// <summary>The system's clock, put forward as far as a test wants.</summary>
public sealed class MovedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
