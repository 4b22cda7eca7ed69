using TacWeb.Core;

namespace TacWeb.Cli;

/// <summary>One exception as the line and the exit code that a user gets.</summary>
internal static class Failure
{
    /// <summary>The exit code and one sentence without line breaks.</summary>
    public static (int Code, string Message) Describe(Exception exception) => exception switch
    {
        UsageException => (ExitCode.Usage, OneLine(exception.Message)),
        OperationCanceledException => (ExitCode.Failed, "stopped"),
        TacWebException or IOException or UnauthorizedAccessException => (ExitCode.Failed, OneLine(exception.Message)),
        ArgumentException argument => (ExitCode.Failed, OneLine(WithoutParameter(argument))),
        OutOfMemoryException => (ExitCode.Failed, "There is not enough memory for this input."),
        _ => (ExitCode.Failed, $"This is an error in tacweb ({exception.GetType().Name}: {OneLine(exception.Message)}); --verbose shows where."),
    };

    private static string WithoutParameter(ArgumentException exception)
    {
        string suffix = $" (Parameter '{exception.ParamName}')";
        return exception.Message.Replace(suffix, "", StringComparison.Ordinal);
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
