namespace TacWeb.Cli;

/// <summary>The streams and the clock of one command line.</summary>
internal sealed record CommandLineIo(TextWriter Output, TextWriter Error, TimeProvider Time)
{
    /// <summary>Writes the reason of a failure and returns its exit code.</summary>
    public int Report(Exception exception, bool verbose)
    {
        (int code, string message) = Failure.Describe(exception);
        Error.WriteLine(message == "stopped" ? message : $"tacweb: {message}");
        if (verbose && exception is not OperationCanceledException)
        {
            Error.WriteLine(exception.ToString());
        }

        return code;
    }
}
