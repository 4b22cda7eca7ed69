using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TacWeb.Cli;

/// <summary>How a verb is put together: its work, and the example in its help.</summary>
internal static class VerbExtensions
{
    /// <summary>Gives a command its work; errors become one line and an exit code.</summary>
    public static Command Runs(this Command command, CommandLineIo io, Func<Session, CancellationToken, Task> work)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await work(new Session(parsed, io.Output, io.Error, io.Time), cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            }
            catch (Exception exception)
            {
                return io.Report(exception, parsed.GetValue(CommonOptions.Verbose));
            }
        });
        return command;
    }

    /// <summary>Adds examples below the help of a command.</summary>
    public static T WithExample<T>(this T command, params string[] examples)
        where T : Command
    {
        HelpOption? help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
        {
            command.Options.Add(help = new HelpOption());
        }

        help.Action = new HelpWithExample((HelpAction)help.Action!, examples);
        return command;
    }

    private sealed class HelpWithExample(HelpAction standard, string[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            standard.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
            return ExitCode.Done;
        }
    }
}
