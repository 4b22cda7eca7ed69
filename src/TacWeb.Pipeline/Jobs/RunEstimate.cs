using TacWeb.Clustering;
using TacWeb.Core.Concepts;
using TacWeb.Core.WordNet;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Jobs;

/// <summary>How long a run takes on this machine: each stage's measured seconds an image, learnt from every finished run; before the first, those of two cores of 2024.</summary>
/// <remarks>Training does not grow evenly with N (small sets are passed over more often), so it is learnt by size: one rate for each power of four.</remarks>
/// <param name="data">Holds the measurements.</param>
public sealed class RunEstimate(DataFolder data)
{
    private const string Embed = "embed", Nouns = "nouns", Count = "auto-k", Concepts = "concepts", Train = "train", Names = "names", Write = "write";

    private static readonly Dictionary<string, double> First = new(StringComparer.Ordinal)
    {
        [Embed] = 2.0e-3,
        [Nouns] = 3.7e-4,
        [Count] = 4e-4,
        [Concepts] = 1.5e-4,
        [Train] = 6.5e-4,
        [Names] = 2e-4,
        [Write] = 1e-4,
    };

    private readonly IReadOnlyDictionary<string, double> _rates = data.Rates.All();

    /// <summary>Seconds until a new dataset of N images has its first run: the default method with the default encoder.</summary>
    public double FirstRun(int images) => (images * new[] { Count, Concepts, Names, Write }.Sum(stage => Rate(stage, ""))) + (images * Rate(Embed, "mini")) + Training("tac", images);

    /// <summary>The stages of a run in the order in which they come.</summary>
    /// <param name="request">The run.</param>
    /// <param name="model">Its encoder.</param>
    /// <param name="wordNet">Counts the vocabulary's nouns.</param>
    /// <exception cref="Core.TacWebException">There is no such vocabulary.</exception>
    public IReadOnlyList<StageEstimate> Of(RunRequest request, ModelFolder model, WordNetNouns wordNet)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(model);
        ClusterRequest cluster = request.Cluster;
        int images = cluster.Dataset is { } dataset ? data.Datasets.Find(dataset)?.Images ?? 0 : 0;
        Vocabulary vocabulary = WordNetFolder.Vocabulary(wordNet, cluster.Vocabulary);
        List<StageEstimate> stages =
        [
            new("embed", Unembedded(cluster, model) * Rate(Embed, request.Encoder)),
            new("auto-k", cluster.ClusterCount is null ? images * Rate(Count, "") : 0),
            new("nouns", MissingNouns(model, vocabulary) * Rate(Nouns, request.Encoder)),
        ];
        RunOptions run = RunOptions.Of(cluster.Options, [.. cluster.Methods.Select(ClusteringMethods.Get)]);
        if (run.Views)
        {
            stages.Add(new("views", Look.All(run.FineGrained).Sum(look => Missing(cluster, look.KeyOf(model.Info))) * Rate(Embed, request.Encoder)));
        }

        if (run.SecondEncoder is { } second)
        {
            stages.Add(new("embed", images * Rate(Embed, second)));
        }

        bool first = true;
        double budget = TimeBudget.Read(cluster.Options.GetValueOrDefault(TimeBudget.Option))?.TotalSeconds ?? double.PositiveInfinity;
        foreach (ClusteringMethod method in cluster.Methods.Select(ClusteringMethods.Get))
        {
            for (int seed = 0; seed < cluster.Seeds; seed++)
            {
                if (first)
                {
                    stages.Add(new("filter", images * Rate(Concepts, "")));
                }

                stages.Add(new("train", Math.Min(Training(method.Key, images), budget)));
            }

            first = false;
            stages.Add(new("names", images * Rate(Names, "")));
            stages.Add(new("write", images * Rate(Write, "")));
        }

        return stages;
    }

    /// <summary>Takes in what a finished run measured.</summary>
    internal void Learn(RunRequest request, MethodResult result)
    {
        int images = result.Report.Dataset!.Images, seeds = request.Cluster.Seeds;
        Dictionary<string, double> seconds = result.Report.Timings.GroupBy(timing => timing.Stage).ToDictionary(stage => stage.Key, stage => stage.Sum(timing => timing.Seconds));
        double Of(params ReadOnlySpan<string> stages)
        {
            double sum = 0;
            foreach (string stage in stages)
            {
                sum += seconds.GetValueOrDefault(stage);
            }

            return sum;
        }

        Learn(Train, Sized(result.Report.Method, images), Of("train", "neighbours") / seeds, images);
        Learn(Concepts, "", Of("filter", "centres", "counterparts") / seeds, images);
        Learn(Names, "", Of("names"), images);
        Learn(Write, "", Of("write"), images);
        if (Of("auto-k") > 0)
        {
            Learn(Count, "", Of("auto-k"), images);
        }

        // vectors that were there already took no time and say nothing
        if (Of("embed") / images > First[Embed] / 20)
        {
            Learn(Embed, request.Encoder, Of("embed"), images);
        }
    }

    /// <summary>Takes in how long the nouns of an encoder took.</summary>
    internal void LearnNouns(string encoder, double seconds, int nouns)
    {
        if (seconds / nouns > First[Nouns] / 20)
        {
            Learn(Nouns, encoder, seconds, nouns);
        }
    }

    /// <summary>Most seconds that the passes over a small set take at first guess.</summary>
    private const double SmallSet = 6;

    private static string Sized(string method, int images) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{method}:{Math.Round(Math.Log(Math.Max(1, images), 4))}");

    private double Training(string method, int images) => _rates.TryGetValue(Name(Train, Sized(method, images)), out double known) ? images * known
        : ClusteringMethods.Get(method).Family == MethodFamily.Classic ? images * First[Train] / 10
        : Math.Min(SmallSet, images * 0.02) + (images * First[Train]);

    private static string Name(string stage, string kind) => kind.Length == 0 ? stage : $"{stage}:{kind}";

    private double Rate(string stage, string kind) => _rates.TryGetValue(Name(stage, kind), out double known) ? known : First[stage];

    private void Learn(string stage, string kind, double seconds, int units)
    {
        if (units > 0)
        {
            data.Rates.Learn(Name(stage, kind), seconds / units);
        }
    }

    private int Unembedded(ClusterRequest cluster, ModelFolder model) => Missing(cluster, model.Info.Sha256);

    private int Missing(ClusterRequest cluster, string kept) => cluster.Dataset is { } dataset ? data.Embeddings.Missing(kept, dataset) : 0;

    private int MissingNouns(ModelFolder model, Vocabulary vocabulary) => data.Nouns.Has(model.Info.Sha256, vocabulary.Hash) ? 0 : vocabulary.Nouns.Count;
}
