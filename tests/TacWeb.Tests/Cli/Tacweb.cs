using TacWeb.Cli;

namespace TacWeb.Tests.Cli;

/// <summary>Runs a command line in this process.</summary>
internal static class Tacweb
{
    public static async Task<CommandResult> RunAsync(params string[] args) => await RunAsync(CancellationToken.None, args);

    public static async Task<CommandResult> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(args, output, error, cancellationToken);
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}

/// <summary>What a command left.</summary>
internal sealed record CommandResult(int Code, string Output, string Error)
{
    /// <summary>The reason of a failure, after the lines of progress; there is exactly one, and no stack trace.</summary>
    public string Reason
    {
        get
        {
            string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), text => text.StartsWith("tacweb: ", StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
            return line["tacweb: ".Length..].TrimEnd('\r');
        }
    }
}
