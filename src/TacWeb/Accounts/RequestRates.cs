namespace TacWeb.Accounts;

/// <summary>How often things may be asked for; <c>RateLimits__Logins</c> and so on in the environment set others.</summary>
internal sealed record RequestRates
{
    /// <summary>Tries to sign in a minute, from one network address.</summary>
    public int Logins { get; init; } = 10;

    /// <summary>Uploads begun at once by one person; a folder has one for each file.</summary>
    public int Uploads { get; init; } = 20_000;

    /// <summary>Uploads that come free again each second.</summary>
    public int UploadsPerSecond { get; init; } = 50;

    /// <summary>Runs ordered in ten minutes by one person.</summary>
    public int Runs { get; init; } = 100;
}
