using System.CommandLine;
using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Core.Numerics;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Fit;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary><c>tacweb fit</c>: a method on ready vectors (contract §2, "fit"). Takes no lock and writes nothing in the data folder.</summary>
internal static class FitCommand
{
    private static readonly Option<string?> Images = new("--images") { Description = "Image vectors [n, d]", HelpName = "X.npy" };
    private static readonly Option<string?> Pixels = new("--pixels") { Description = "Pictures uint8 [n, h, w, c], for methods that read pixels", HelpName = "P.npy" };
    private static readonly Option<string> Method = new("--method") { Description = "Key of the method (see 'tacweb methods')", HelpName = "KEY", Required = true };
    private static readonly Option<string> K = new("--k") { Description = "Number of clusters, or auto", HelpName = "N|auto", DefaultValueFactory = _ => "auto" };
    private static readonly Option<string?> Concepts = new("--concepts") { Description = "Vectors of a whole vocabulary [m, d]; the noun filter runs on them", HelpName = "T.npy" };
    private static readonly Option<string?> Counterparts = new("--counterparts") { Description = "Ready text counterparts [n, d]", HelpName = "U.npy" };
    private static readonly Option<string[]> Views = new("--views") { Description = "Vectors of augmented copies, or of another encoder", HelpName = "weak:V.npy|strong:V.npy|view:V.npy", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Classes = new("--classes") { Description = "Vectors of class names [c, d], for methods that read them", HelpName = "C.npy" };
    private static readonly Option<string?> Groups = new("--groups") { Description = "Group numbers [n], for the option fairness, and for Balance and MNCE in the report", HelpName = "G.npy" };
    private static readonly Option<string?> TestImages = new("--test-images") { Description = "Rows to place after fitting; the outputs then have these rows", HelpName = "XT.npy" };
    private static readonly Option<string?> Labels = new("--labels") { Description = "True classes of the output's rows, for scores only", HelpName = "Y.npy" };
    private static readonly Option<bool> Raw = new("--raw") { Description = "Keep the rows' lengths" };
    private static readonly Option<int> Seed = new("--seed") { Description = "Every random number comes from it", HelpName = "N", DefaultValueFactory = _ => 0 };
    private static readonly Option<string[]> Set = new("--set") { Description = $"An option of the method, or {TimeBudget.Option}. {TimeBudget.Description}", HelpName = "name=value", DefaultValueFactory = _ => [] };
    private static readonly Option<string> Out = new("--out") { Description = "Clusters, int64 [n]", HelpName = "C.npy", Required = true };
    private static readonly Option<string?> Probabilities = new("--probabilities") { Description = "Probabilities, float32 [n, k]", HelpName = "P.npy" };
    private static readonly Option<string?> Report = new("--report") { Description = "Report as JSON", HelpName = "R.json" };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace existing files" };

    public static Command Create(CommandLineIo io) =>
        new Command("fit", "Clusters ready vectors")
        {
            Images, Pixels, Method, K, Concepts, Counterparts, Views, Classes, Groups, TestImages, Labels, Raw, Seed, Set, Out, Probabilities, Report, Force,
        }
        .WithExample("tacweb fit --images images.npy --counterparts counterparts.npy --method tac --k 10 --labels labels.npy --out clusters.npy")
        .Runs(io, RunAsync);

    private static async Task RunAsync(Session session, CancellationToken cancellationToken)
    {
        ParseResult parsed = session.Parsed;
        bool force = parsed.GetValue(Force);
        string output = parsed.GetRequiredValue(Out);
        string? probabilities = parsed.GetValue(Probabilities), report = parsed.GetValue(Report);
        FitRequest request = Request(session);
        foreach (string path in new[] { output, probabilities, report }.OfType<string>())
        {
            OutputFile.Check(path, force);
        }

        using ProgressDisplay progress = session.ShowProgress();
        FitResult result = await Task.Run(() => new FitVectors(session.Time).Run(request, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        progress.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        OutputFile.Write(output, force, stream => NpyFile.WriteLabels(stream, result.Labels));
        if (probabilities is not null)
        {
            OutputFile.Write(probabilities, force, stream => NpyFile.WriteMatrix(stream, result.Probabilities!));
        }

        if (report is not null)
        {
            OutputFile.Write(report, force, stream => ReportJson.Write(stream, result.Report));
        }

        ReportText.Write(session, result.Report);
    }

    private static FitRequest Request(Session session)
    {
        ParseResult parsed = session.Parsed;
        ClusteringMethod method = MethodChoice.Method(parsed.GetRequiredValue(Method));
        Dictionary<string, string> pairs = MethodChoice.Pairs(parsed.GetValue(Set)!);
        int? k = MethodChoice.ClusterCount(parsed.GetValue(K)!);
        MethodChoice.Options(method, pairs);
        double? temperature = MethodChoice.Positive(pairs, "retrievalTemperature"), featureNorm = MethodChoice.Positive(pairs, "featureNorm");
        CheckCombination(parsed, method);
        WarnUnused(session, method, temperature, featureNorm);
        bool raw = parsed.GetValue(Raw);
        (Vectors images, double meanNorm) = parsed.GetValue(Images) is { } path ? Read(path, raw) : (Flat(parsed.GetValue(Pixels)!), 1);
        if (MethodChoice.Has(method, "featureNorm"))
        {
            pairs["featureNorm"] = (featureNorm ?? DefaultNorm(meanNorm)).ToString("R", CultureInfo.InvariantCulture);
        }

        return new FitRequest
        {
            Method = method,
            Options = MethodChoice.Options(method, pairs),
            Images = images,
            Pixels = parsed.GetValue(Pixels) is { } pixels ? NpyInput.Pictures(pixels) : null,
            Vocabulary = Rows(parsed.GetValue(Concepts), raw),
            Counterparts = Rows(parsed.GetValue(Counterparts), raw),
            Views = AugmentedViews(parsed, raw),
            OtherViews = [.. ViewsOf(parsed, "view", raw)],
            ClassTexts = Rows(parsed.GetValue(Classes), raw),
            Groups = parsed.GetValue(Groups) is { } groups ? NpyInput.Labels(groups) : null,
            TestImages = Rows(parsed.GetValue(TestImages), raw),
            Labels = parsed.GetValue(Labels) is { } labels ? NpyInput.Labels(labels) : null,
            ClusterCount = k,
            Seed = parsed.GetValue(Seed),
            Budget = MethodChoice.Budget(pairs),
            RetrievalTemperature = temperature,
            WantsProbabilities = parsed.GetValue(Probabilities) is not null,
        };
    }

    private static void WarnUnused(Session session, ClusteringMethod method, double? temperature, double? featureNorm)
    {
        if (featureNorm is not null && !MethodChoice.Has(method, "featureNorm"))
        {
            session.Warn($"'{method.Key}' does not use the encoder's own scale: featureNorm has no effect.");
        }

        if (temperature is not null && session.Parsed.GetValue(Concepts) is null)
        {
            session.Warn("Without --concepts, retrievalTemperature has no effect.");
        }
    }

    // Contract §2: the mean norm of the given rows; 10 where those are already unit within 1e-3.
    private static double DefaultNorm(double meanNorm) => Math.Abs(meanNorm - 1) <= 1e-3 ? 10 : meanNorm;

    private static void CheckCombination(ParseResult parsed, ClusteringMethod method)
    {
        bool images = parsed.GetValue(Images) is not null, pixels = parsed.GetValue(Pixels) is not null;
        bool concepts = parsed.GetValue(Concepts) is not null, counterparts = parsed.GetValue(Counterparts) is not null;
        Refuse(images == pixels, "Give either --images or --pixels.");
        Refuse(concepts && counterparts, "--concepts and --counterparts exclude each other.");
        Refuse(method.Needs.HasFlag(MethodNeeds.Concepts) && !concepts && !counterparts, $"'{method.Key}' needs --concepts or --counterparts.");
        string[] kinds = [.. parsed.GetValue(Views)!.Select(view => view.Split(':', 2)[0])];
        foreach (string view in parsed.GetValue(Views)!)
        {
            Refuse(!view.Contains(':', StringComparison.Ordinal) || view.Split(':', 2)[0] is not ("weak" or "strong" or "view"), $"--views is weak:FILE, strong:FILE or view:FILE, not '{view}'.");
        }

        Check(pixels, MethodNeeds.Pixels, "--pixels");
        Check(kinds.Any(kind => kind is "weak" or "strong"), MethodNeeds.Views, "--views weak:… or strong:…");
        Check(kinds.Contains("view"), MethodNeeds.OtherViews, "--views view:…");
        Check(parsed.GetValue(Classes) is not null, MethodNeeds.ClassNames, "--classes");
        Refuse(method.Needs.HasFlag(MethodNeeds.Groups) && parsed.GetValue(Groups) is null, $"'{method.Key}' needs --groups.");

        void Check(bool given, MethodNeeds need, string option)
        {
            bool needed = method.Needs.HasFlag(need);
            Refuse(given && !method.Takes(need), $"'{method.Key}' does not use {option}.");
            Refuse(needed && !given, $"'{method.Key}' needs {option}.");
        }
    }

    private static void Refuse(bool wrong, string sentence)
    {
        if (wrong)
        {
            throw new UsageException(sentence);
        }
    }

    private static Vectors? Rows(string? path, bool raw) => path is null ? null : Read(path, raw).Rows;

    private static (Vectors Rows, double MeanNorm) Read(string path, bool raw)
    {
        if (!raw)
        {
            return NpyInput.Unit(path);
        }

        Vectors rows = NpyInput.Raw(path);
        return (rows, UnitRows.MeanNorm(rows));
    }

    // A method that reads pixels gets the bytes; as vectors, the pictures are their pixels 0…1 in a row.
    private static Vectors Flat(string path)
    {
        Pixels pictures = NpyInput.Pictures(path);
        float[] values = new float[pictures.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = pictures.Values.Span[i] / 255f;
        }

        return new Vectors(path, pictures.Height * pictures.Width * pictures.Channels, unit: false, values);
    }

    private static AugmentedViews? AugmentedViews(ParseResult parsed, bool raw)
    {
        Vectors[] weak = [.. ViewsOf(parsed, "weak", raw)], strong = [.. ViewsOf(parsed, "strong", raw)];
        return weak.Length + strong.Length == 0 ? null : new AugmentedViews(weak, strong);
    }

    private static IEnumerable<Vectors> ViewsOf(ParseResult parsed, string kind, bool raw) =>
        parsed.GetValue(Views)!.Where(view => view.StartsWith(kind + ":", StringComparison.Ordinal)).Select(view => Read(view[(kind.Length + 1)..], raw).Rows);
}
