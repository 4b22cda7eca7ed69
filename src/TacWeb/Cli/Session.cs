using System.CommandLine;
using System.Text.Json;

namespace TacWeb.Cli;

/// <summary>One run of one verb: its parsed arguments and where its output goes.</summary>
internal sealed class Session(ParseResult parsed, TextWriter output, TextWriter error, TimeProvider time)
{
    public static JsonSerializerOptions JsonFormat { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was typed.</summary>
    public ParseResult Parsed => parsed;

    /// <summary>Results only.</summary>
    public TextWriter Output => output;

    /// <summary>Progress, warnings and errors.</summary>
    public TextWriter Error => error;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Whether results are wanted as JSON.</summary>
    public bool Json => parsed.GetValue(CommonOptions.Json);

    /// <summary>The data folder's path; nothing is created.</summary>
    public string DataPath => Places.DataPath(parsed.GetValue(CommonOptions.Data));

    /// <summary>A sink that shows progress on the error stream, as a bar or as lines.</summary>
    public ProgressDisplay ShowProgress() => new(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected, time);

    /// <summary>Writes a result as JSON.</summary>
    public void WriteJson<T>(T value) => output.WriteLine(JsonSerializer.Serialize(value, JsonFormat));

    /// <summary>Writes one warning line.</summary>
    public void Warn(string warning) => error.WriteLine($"warning: {warning}");
}
