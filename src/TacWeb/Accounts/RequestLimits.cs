using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace TacWeb.Accounts;

/// <summary>Counts requests of each kind; ASP.NET Core's limiters do the counting. Without login nothing is limited. Safe for many threads.</summary>
internal sealed class RequestLimits : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly PartitionedRateLimiter<(RequestKind Kind, string Who)> _limiter;
    private readonly LoginSettings _login;

    /// <summary>Counts from zero.</summary>
    public RequestLimits(LoginSettings login, RequestRates rates)
    {
        _login = login;
        _limiter = PartitionedRateLimiter.Create<(RequestKind Kind, string Who), (RequestKind, string)>(key => key.Kind switch
        {
            RequestKind.Login => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = rates.Logins, Window = Minute }),
            RequestKind.Upload => RateLimitPartition.GetTokenBucketLimiter(
                key, _ => new TokenBucketRateLimiterOptions { TokenLimit = rates.Uploads, TokensPerPeriod = rates.UploadsPerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }),
            RequestKind.Run => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = rates.Runs, Window = 10 * Minute }),
            _ => RateLimitPartition.GetNoLimiter(key),
        });
    }

    /// <summary>Counts one request.</summary>
    /// <returns>Null when it may go on; else how long to wait.</returns>
    public TimeSpan? Refuse(RequestKind kind, string who)
    {
        if (!_login.IsOn)
        {
            return null;
        }

        using RateLimitLease lease = _limiter.AttemptAcquire((kind, who));
        return lease.IsAcquired ? null : WaitOf(lease);
    }

    /// <summary>Sets the limiter of requests over HTTP: uploads. Runs and signing in are counted where they happen, since circuits order runs too and the page of signing in says it in its own words.</summary>
    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = _limiter.WithTranslatedKey<HttpContext>(KeyOf, leaveOpen: true);
        options.OnRejected = (rejected, _) => new ValueTask(Answer(rejected.HttpContext, WaitOf(rejected.Lease)).ExecuteAsync(rejected.HttpContext));
    }

    /// <summary>429 with the seconds to wait.</summary>
    public static IResult Answer(HttpContext context, TimeSpan wait)
    {
        Mark(context.Response, wait);
        return Results.Problem(Text(wait), statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The header that says how long to wait.</summary>
    public static void Mark(HttpResponse response, TimeSpan wait) => response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);

    /// <summary>The same for people.</summary>
    public static string Text(TimeSpan wait) => string.Create(CultureInfo.InvariantCulture, $"Too many requests; try again in {Seconds(wait)} seconds.");

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>Whole seconds to wait, at least 1.</summary>
    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static TimeSpan WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : Minute;

    private static (RequestKind, string) KeyOf(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Equals("/api/uploads", StringComparison.OrdinalIgnoreCase)
            ? (RequestKind.Upload, context.RequestServices.GetRequiredService<Viewer>().Name)
            : (RequestKind.Other, "");
}
