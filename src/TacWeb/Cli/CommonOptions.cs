using System.CommandLine;

namespace TacWeb.Cli;

/// <summary>The options that every verb has.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Data folder [default: $TACWEB_DATA, else tacweb under the local application data]",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Machine output as JSON on stdout", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the whole error when something fails", Recursive = true };
}
