using System.Globalization;
using System.Text.Json;
using TacWeb.Api.Jobs;
using TacWeb.Clustering;
using TacWeb.Core;
using TacWeb.Core.Concepts;
using TacWeb.Encoders.Models;
using TacWeb.Hosting;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Runs;

/// <summary>Checks orders of runs, estimates their time and queues them; the API and the page of a new run use it. Safe for many threads.</summary>
internal sealed class RunOrders(DataFolder data, ModelCatalogue models, WordNetShelf wordNet, JobDesk desk)
{
    private const int MostSeeds = 100;
    private static readonly string Members = string.Join(", ", typeof(RunOrder).GetProperties().Where(member => member.Name != nameof(RunOrder.Unknown)).Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)));

    /// <summary>Queues a run.</summary>
    /// <returns>The job's number.</returns>
    /// <exception cref="TacWebException">Something in the order is wrong; the message names it.</exception>
    public int Place(RunOrder order)
    {
        RunRequest request = Check(order);
        string k = request.Cluster.ClusterCount?.ToString(CultureInfo.InvariantCulture) ?? "auto";
        string names = string.Join(", ", request.Cluster.Methods.Select(key => ClusteringMethods.Get(key).Name));
        return desk.Enqueue("run", $"{names} on {data.Datasets.Find(order.DatasetId)!.Name}, k {k}", JobJson.Write(request));
    }

    /// <summary>The stages of an order with their estimated seconds.</summary>
    /// <exception cref="TacWebException">Something in the order is wrong; the message names it.</exception>
    public IReadOnlyList<StageEstimate> Estimate(RunOrder order)
    {
        RunRequest request = Check(order);
        ClusterRequest resolved = request.Cluster with { Vocabulary = data.Vocabularies.Resolve(request.Cluster.Vocabulary) };
        return new RunEstimate(data).Of(request with { Cluster = resolved }, models.Find(request.Encoder), wordNet.Nouns);
    }

    private RunRequest Check(RunOrder order)
    {
        if (order.Unknown?.Keys.FirstOrDefault() is { } unknown)
        {
            throw new TacWebException($"An order has no '{Excerpt.Of(unknown)}'; it has {Members}. What a method takes goes into options.");
        }

        StoredDataset dataset = data.Datasets.Find(order.DatasetId) is { DeletedUtc: null } stored ? stored : throw new TacWebException($"There is no dataset {order.DatasetId}.");
        string[] keys = (order.Method ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        ModelFolder model = models.Find(order.Encoder ?? "");
        if (order.Seeds is < 1 or > MostSeeds)
        {
            throw new TacWebException($"seeds is from 1 to {MostSeeds}, not {order.Seeds}.");
        }

        int? k = ClusterCount(order.K);
        if (k > dataset.Images)
        {
            throw new TacWebException($"k is {k}, but {dataset.Name} has only {dataset.Images} images.");
        }

        ClusterRequest request = new()
        {
            Dataset = dataset.Id,
            Methods = keys,
            ClusterCount = k,
            Vocabulary = VocabularyOf(order),
            ClassNames = order.Classes is { Count: > 0 } classes ? [.. classes] : null,
            Seed = order.Seed,
            Seeds = order.Seeds,
            Options = order.Options?.ToDictionary(option => option.Key, option => Text(option.Value)) ?? [],
        };
        try
        {
            request.Check(model.Info.FeatureNorm);
            CheckSecondEncoder(request, model.Info.Key);
        }
        catch (ArgumentException error)
        {
            throw new TacWebException(error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal), error);
        }

        return new RunRequest(model.Info.Key, request);
    }

    private void CheckSecondEncoder(ClusterRequest request, string first)
    {
        if (RunOptions.Of(request.Options, [.. request.Methods.Select(ClusteringMethods.Get)]).SecondEncoder is { } second && models.Find(second).Info.Key == first)
        {
            throw new TacWebException($"The second encoder is another one than the first, not {first} again.");
        }
    }

    // Never a path: what comes over the network must not name files of this machine.
    private string VocabularyOf(RunOrder order)
    {
        if (order.Words is { Count: > 0 } words)
        {
            return data.Vocabularies.Add(words);
        }

        string key = order.Vocabulary ?? "";
        if (key == Vocabulary.WordNetKey || data.Vocabularies.Has(key))
        {
            return key;
        }

        if (key.StartsWith(Vocabulary.SubtreePrefix, StringComparison.Ordinal))
        {
            WordNetFolder.Vocabulary(wordNet.Nouns, key);
            return key;
        }

        throw new TacWebException($"There is no vocabulary '{Excerpt.Of(key)}': give {Vocabulary.WordNetKey}, {Vocabulary.SubtreePrefix}SYNSET, or words.");
    }

    private static int? ClusterCount(JsonElement? k) => k switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() == "auto" => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out int value) && value >= 1 => value,
        _ => throw new TacWebException("k is a whole number from 1 on, or \"auto\"."),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "auto",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new TacWebException("An option's value is a number, a text, true, false or null."),
    };
}
