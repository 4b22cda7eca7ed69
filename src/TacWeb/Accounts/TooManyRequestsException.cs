using TacWeb.Core;

namespace TacWeb.Accounts;

/// <summary>Something was asked for too often.</summary>
/// <param name="wait">How long to wait.</param>
internal sealed class TooManyRequestsException(TimeSpan wait) : TacWebException(RequestLimits.Text(wait))
{
    /// <summary>How long to wait.</summary>
    public TimeSpan Wait => wait;
}
