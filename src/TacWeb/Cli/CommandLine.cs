using System.CommandLine;
using System.CommandLine.Invocation;

namespace TacWeb.Cli;

/// <summary>The command line <c>tacweb VERB …</c> (contract §2).</summary>
public static class CommandLine
{
    /// <summary>Parses and runs one command.</summary>
    /// <param name="args">What was typed after <c>tacweb</c>; without a verb it is <c>serve</c>.</param>
    /// <param name="stdout">Results.</param>
    /// <param name="stderr">Progress, warnings, errors.</param>
    /// <param name="cancellationToken">Stops the command: exit code 1, "stopped".</param>
    /// <returns>0 done, 1 failed, 2 bad usage.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter stdout, TextWriter stderr, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(args);
        CommandLineIo io = new(stdout, stderr, TimeProvider.System);
        ParseResult parsed = Root(io).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            string verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
            return io.Report(new UsageException($"{parsed.Errors[0].Message} See 'tacweb{verb} --help'."), verbose: false);
        }

        InvocationConfiguration configuration = new() { Output = stdout, Error = stderr, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is wrong with a command as it is typed; nothing is run.</summary>
    internal static IReadOnlyList<string> Mistakes(string[] args) =>
        [.. Root(new CommandLineIo(TextWriter.Null, TextWriter.Null, TimeProvider.System)).Parse(args).Errors.Select(error => error.Message)];

    private static RootCommand Root(CommandLineIo io)
    {
        RootCommand root = new("Clusters images and names the clusters. Without a verb: serve.")
        {
            CommonOptions.Data, CommonOptions.Json, CommonOptions.Verbose,
            ServeCommand.Create(io), ClusterCommand.Create(io), EmbedCommand.Create(io), FitCommand.Create(io),
            ScoreCommand.Create(io), MethodsCommand.Create(io), ModelsCommand.Create(io),
        };
        ServeCommand.MakeDefault(root, io);
        return root.WithExample("tacweb cluster photos.zip --out named", "tacweb serve");
    }
}
