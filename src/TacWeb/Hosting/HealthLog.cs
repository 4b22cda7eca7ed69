namespace TacWeb.Hosting;

internal static partial class HealthLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The data folder cannot be read.")]
    public static partial void NotReady(ILogger logger, Exception exception);
}
