namespace TacWeb.Hosting;

internal static partial class JobLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} ({Title}) failed.")]
    public static partial void Bug(ILogger logger, int job, string title, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The noun vectors are not prepared: {Reason}")]
    public static partial void NotPrepared(ILogger logger, string reason);
}
