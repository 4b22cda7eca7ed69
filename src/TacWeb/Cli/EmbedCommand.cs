using System.CommandLine;
using System.Globalization;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb embed</c>: image vectors as <c>.npy</c>.</summary>
internal static class EmbedCommand
{
    private static readonly Argument<string> Input = new("INPUT") { Description = "A folder or zip of images" };
    private static readonly Option<string> Out = new("--out") { Description = "Vectors, float32 [n, d]; the paths go to X.paths.txt beside it", HelpName = "X.npy", Required = true };
    private static readonly Option<string> Encoder = new("--encoder") { Description = "Key of the model (see 'tacweb models list')", HelpName = "KEY", DefaultValueFactory = _ => EncoderChoice.Default };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace existing files" };

    public static Command Create(CommandLineIo io) =>
        new Command("embed", "Writes the vectors of images") { Input, Out, Encoder, Force }
            .WithExample("tacweb embed photos.zip --out photos.npy")
            .Runs(io, RunAsync);

    private static async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        ParseResult parsed = session.Parsed;
        string dataPath = session.DataPath;
        ModelFolder model = EncoderChoice.Catalogue(dataPath).Find(parsed.GetValue(Encoder)!);
        using DataFolder data = DataFolder.Open(dataPath);
        using EncoderLoader loader = new();
        using ProgressDisplay progress = session.ShowProgress();
        EmbedResult result = await new EmbedInput(data, loader.Load(model).Image)
            .RunAsync(parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Out), parsed.GetValue(Force), null, progress, cancellationToken)
            .ConfigureAwait(false);
        progress.Dispose();
        if (session.Json)
        {
            session.WriteJson(result);
            return;
        }

        SkippedText.Write(session, result.Skipped);
        session.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TextTable.Clean(result.Output)}: {result.Count} × {result.Dimension}, encoder {model.Info.Key}; paths in {TextTable.Clean(result.PathsFile)}"));
    }
}
