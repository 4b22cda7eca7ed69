using System.CommandLine;
using System.Globalization;
using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb models</c>: what encoders there are, and bringing in one's own.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<string> Source = new("SOURCE") { Description = "A folder with model.json, or a zip of one", HelpName = "DIR|ZIP" };
    private static readonly Argument<string> Key = new("KEY") { Description = "Key of the model" };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a model of the same key" };

    public static Command Create(CommandLineIo io) => new Command("models", "Lists, imports and removes encoders")
    {
        new Command("list", "Lists the encoders: key, name, dimension, size, source, where").WithExample("tacweb models list").Runs(io, List),
        new Command("import", "Checks a model and keeps it in the data folder") { Source, Force }.WithExample("tacweb models import my-clip/").Runs(io, Import),
        new Command("remove", "Removes a model from the data folder") { Key }.WithExample("tacweb models remove my-clip").Runs(io, Remove),
    }.WithExample("tacweb models list");

    private static Task List(Session session, CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelFolder> models = EncoderChoice.Catalogue(session.DataPath).List();
        if (session.Json)
        {
            session.WriteJson(models.Select(model => new
            {
                model.Info.Key,
                model.Info.Name,
                model.Info.Dimension,
                model.Info.ImageSize,
                Bytes = Size(model),
                model.Manifest.Licence,
                model.Manifest.Source,
                model.Info.Sha256,
                Where = model.Path,
            }));
            return Task.CompletedTask;
        }

        TextTable table = new("KEY", "NAME", "DIMENSION", "MIB", "LICENCE", "SOURCE", "WHERE");
        foreach (ModelFolder model in models)
        {
            table.Add(
                model.Info.Key,
                model.Info.Name,
                model.Info.Dimension.ToString(CultureInfo.InvariantCulture),
                (Size(model) / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture),
                model.Manifest.Licence,
                model.Manifest.Source,
                model.Path);
        }

        table.Write(session.Output);
        return Task.CompletedTask;
    }

    private static Task Import(Session session, CancellationToken cancellationToken)
    {
        using DataFolder data = DataFolder.Open(session.DataPath);
        ModelFolder model = ModelImport.Import(session.Parsed.GetRequiredValue(Source), data.Models, session.Parsed.GetValue(Force), cancellationToken);
        Tell(session, model, "imported");
        return Task.CompletedTask;
    }

    private static Task Remove(Session session, CancellationToken cancellationToken)
    {
        using DataFolder data = DataFolder.Open(session.DataPath);
        string key = session.Parsed.GetRequiredValue(Key);
        ModelFolder model = new ModelCatalogue([data.Models]).List().FirstOrDefault(candidate => candidate.Info.Key == key)
            ?? throw new TacWebException($"{data.Models} holds no model '{key}'; models that came with the program stay.");
        Directory.Delete(model.Path, recursive: true);
        Tell(session, model, "removed");
        return Task.CompletedTask;
    }

    private static void Tell(Session session, ModelFolder model, string what)
    {
        if (session.Json)
        {
            session.WriteJson(new { model.Info.Key, Action = what, Where = model.Path });
        }
        else
        {
            session.Output.WriteLine($"{what} {model.Info.Key}: {TextTable.Clean(model.Path)}");
        }
    }

    private static long Size(ModelFolder model) => new DirectoryInfo(model.Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
