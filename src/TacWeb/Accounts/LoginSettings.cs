using System.Net;

namespace TacWeb.Accounts;

/// <summary>Whether people have to sign in, and what goes with it.</summary>
/// <param name="IsOn">Without login everybody who reaches the server may do everything, so it answers on loopback only.</param>
internal sealed record LoginSettings(bool IsOn)
{
    /// <summary>Proxies in front of the server, beside those on this machine, whose word on address and scheme of a request is taken.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>How long the token of the first start can be used.</summary>
    public TimeSpan FirstStart { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an invitation can be used.</summary>
    public TimeSpan Invitation { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long a session lasts at most.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromDays(7);
}
