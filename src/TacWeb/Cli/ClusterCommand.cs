using System.CommandLine;
using System.Text.Json.Nodes;
using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Ingest;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb cluster</c>: from a folder or zip of images to named clusters.</summary>
internal static class ClusterCommand
{
    private static readonly Argument<string> Input = new("INPUT") { Description = "A folder or zip of images, nested as deep as it likes" };
    private static readonly Option<string> Out = new("--out") { Description = "Folder to write: assignments.csv, clusters.json, report.json, index.html", HelpName = "DIR", Required = true };
    private static readonly Option<string> K = new("--k") { Description = "Number of clusters, or auto", HelpName = "N|auto", DefaultValueFactory = _ => "auto" };
    private static readonly Option<string> Method = new("--method") { Description = "Keys of the methods, by commas (see 'tacweb methods')", HelpName = "KEY[,KEY…]", DefaultValueFactory = _ => "tac" };
    private static readonly Option<string> Encoder = new("--encoder") { Description = "Key of the model (see 'tacweb models list')", HelpName = "KEY", DefaultValueFactory = _ => EncoderChoice.Default };
    private static readonly Option<string> Vocabulary = new("--vocabulary") { Description = "Words for names: a key, a WordNet subtree, or a file with one phrase a line", HelpName = "KEY|wordnet:SYNSET|FILE", DefaultValueFactory = _ => "wordnet-3.0-nouns" };
    private static readonly Option<string> Labels = new("--labels") { Description = "True classes, for scores only", HelpName = "folders|none|FILE.csv", DefaultValueFactory = _ => "folders" };
    private static readonly Option<string?> Classes = new("--classes") { Description = "Class names, one a line, for methods that read them", HelpName = "FILE" };
    private static readonly Option<int> Seed = new("--seed") { Description = "Every random number comes from it", HelpName = "N", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "Runs this many seeds, from --seed on, and keeps the best by its label-free loss", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string[]> Set = new("--set") { Description = $"An option of the method, or {TimeBudget.Option}. {TimeBudget.Description}", HelpName = "name=value", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a folder that is not empty" };

    public static Command Create(CommandLineIo io) =>
        new Command("cluster", "Clusters images and names the clusters") { Input, Out, K, Method, Encoder, Vocabulary, Labels, Classes, Seed, Seeds, Set, Force }
            .WithExample("tacweb cluster photos.zip --out named", "tacweb cluster photos/ --k 10 --method tac,kmeans --seeds 5 --out named")
            .Runs(io, RunAsync);

    private static async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        ClusterRequest request = Request(session.Parsed);
        string dataPath = session.DataPath;
        ModelFolder model = EncoderChoice.Catalogue(dataPath).Find(session.Parsed.GetValue(Encoder)!);
        using DataFolder data = DataFolder.Open(dataPath);
        using EncoderLoader loader = new();
        LoadedModel towers = loader.Load(model);
        ComputeThread compute = new();
        await using (compute.ConfigureAwait(false))
        {
            using ProgressDisplay progress = session.ShowProgress();
            ClusterResult result = await new ClusterDataset(data, towers.Image, towers.Text, () => WordNetFolder.Read(Places.WordNet), compute, session.Time, key => loader.Load(EncoderChoice.Catalogue(dataPath).Find(key)).Image)
                .RunAsync(request, progress, cancellationToken).ConfigureAwait(false);
            progress.Dispose();
            Write(session, result);
        }
    }

    private static ClusterRequest Request(ParseResult parsed)
    {
        string[] keys = parsed.GetValue(Method)!.Split(',', StringSplitOptions.TrimEntries);
        ClusteringMethod[] methods = [.. keys.Select(MethodChoice.Method)];
        if (keys.Distinct().Count() != keys.Length)
        {
            throw new UsageException("--method names a method twice.");
        }

        Dictionary<string, string> pairs = MethodChoice.Pairs(parsed.GetValue(Set)!);
        CheckOptions(methods, pairs);
        int seeds = parsed.GetValue(Seeds);
        if (seeds < 1)
        {
            throw new UsageException("--seeds is a whole number from 1 on.");
        }

        return new ClusterRequest
        {
            Input = parsed.GetRequiredValue(Input),
            Output = parsed.GetRequiredValue(Out),
            Force = parsed.GetValue(Force),
            Methods = keys,
            ClusterCount = MethodChoice.ClusterCount(parsed.GetValue(K)!),
            Vocabulary = parsed.GetValue(Vocabulary)!,
            Labels = LabelSource.Parse(parsed.GetValue(Labels)!),
            ClassNames = parsed.GetValue(Classes) is { } classes ? ReadClasses(classes) : null,
            Seed = parsed.GetValue(Seed),
            Seeds = seeds,
            Options = pairs,
        };
    }

    // With several methods an option goes to those that have it; one that none has is a mistake.
    private static void CheckOptions(ClusteringMethod[] methods, Dictionary<string, string> pairs)
    {
        foreach (string name in MethodChoice.SpaceOptions)
        {
            MethodChoice.Positive(pairs, name);
        }

        MethodChoice.Budget(pairs);
        MethodChoice.Run(pairs, methods);
        foreach (ClusteringMethod method in methods)
        {
            bool IsForOthers(string name) => RunOptions.Names.Contains(name) || (!MethodChoice.Has(method, name) && methods.Any(other => MethodChoice.Has(other, name)));
            MethodChoice.Options(method, pairs.Where(pair => !IsForOthers(pair.Key)).ToDictionary());
        }
    }

    private static string[] ReadClasses(string path)
    {
        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length > 0 ? names : throw new TacWebException($"{path} holds no class name.");
    }

    private static JsonNode? Written(MethodResult method, string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(method.Folder, file)));

    private static void Write(Session session, ClusterResult result)
    {
        if (session.Json)
        {
            session.WriteJson(new
            {
                result.Output,
                Methods = result.Methods.Select(method => new { method.RunId, method.Folder, Report = Written(method, "report.json"), Clusters = Written(method, "clusters.json") }),
            });
            return;
        }

        if (result.Methods is [{ Report.Dataset.Skipped: { } skipped }, ..])
        {
            SkippedText.Write(session, skipped);
        }

        foreach (MethodResult method in result.Methods)
        {
            ReportText.Write(session, method);
            session.Output.WriteLine();
        }

        session.Output.WriteLine($"Written to {TextTable.Clean(result.Output ?? session.DataPath)}");
    }
}
