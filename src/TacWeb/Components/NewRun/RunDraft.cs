using System.Globalization;
using System.Text.Json;
using TacWeb.Api.Runs;
using TacWeb.Clustering;
using TacWeb.Core;

namespace TacWeb.Components.NewRun;

/// <summary>What a person has chosen for a run so far.</summary>
public sealed class RunDraft
{
    private readonly Dictionary<string, Dictionary<string, string>> _options = new(StringComparer.Ordinal);

    /// <summary>The dataset's number, or null.</summary>
    public int? Dataset { get; set; }

    /// <summary>Keys of the chosen methods, in the order of the list.</summary>
    public SortedSet<string> Methods { get; } = new(Comparer<string>.Create((first, second) => Place(first).CompareTo(Place(second))));

    /// <summary>Whether K is found by the program.</summary>
    public bool AutoK { get; set; } = true;

    /// <summary>K, where it is given.</summary>
    public int K { get; set; } = 10;

    /// <summary>Key of the encoder.</summary>
    public string Encoder { get; set; } = "mini";

    /// <summary>Which vocabulary.</summary>
    public VocabularyKind Vocabulary { get; set; }

    /// <summary>A synset such as <c>animal.n.01</c>, for a part of WordNet.</summary>
    public string Synset { get; set; } = "";

    /// <summary>Own words, one a line.</summary>
    public string OwnWords { get; set; } = "";

    /// <summary>Class names, one a line, for methods that read them.</summary>
    public string ClassNames { get; set; } = "";

    /// <summary>The first seed.</summary>
    public int Seed { get; set; }

    /// <summary>How many seeds.</summary>
    public int Seeds { get; set; } = 1;

    /// <summary>Longest training time of each method, as typed; empty: no limit.</summary>
    public string Budget { get; set; } = "";

    /// <summary>Whether augmented views are embedded for the methods that use some.</summary>
    public bool Views { get; set; }

    /// <summary>Whether the classes differ by small marks and colours.</summary>
    public bool FineGrained { get; set; }

    /// <summary>Key of the encoder whose vectors are a second view; empty: none.</summary>
    public string SecondEncoder { get; set; } = "";

    /// <summary>Whether a chosen method reads class names.</summary>
    public bool ReadsClassNames => Takes(Methods, MethodNeeds.ClassNames);

    /// <summary>Whether a chosen method uses augmented views.</summary>
    public bool UsesViews => Takes(Methods, MethodNeeds.Views);

    /// <summary>Whether a chosen method uses the vectors of a second encoder.</summary>
    public bool UsesSecondEncoder => Takes(Methods, MethodNeeds.OtherViews);

    /// <summary>The text that was typed for an option; empty: its default.</summary>
    public string Option(string method, string name) => _options.GetValueOrDefault(method)?.GetValueOrDefault(name) ?? "";

    /// <summary>Sets an option; blank text: its default.</summary>
    public void SetOption(string method, string name, string? text)
    {
        Dictionary<string, string> own = _options.TryGetValue(method, out Dictionary<string, string>? known) ? known : _options[method] = new(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(text))
        {
            own.Remove(name);
        }
        else
        {
            own[name] = text.Trim();
        }
    }

    /// <summary>Chooses a method or takes it out.</summary>
    public void Choose(string method, bool chosen)
    {
        if (chosen)
        {
            Methods.Add(method);
        }
        else
        {
            Methods.Remove(method);
        }
    }

    /// <summary>The orders: one for all methods, which share their steps; one each where methods set the same option differently.</summary>
    /// <exception cref="TacWebException">Something is missing; the message says what.</exception>
    internal IReadOnlyList<RunOrder> Orders()
    {
        int dataset = Dataset ?? throw new TacWebException("Choose a dataset.");
        if (Methods.Count == 0)
        {
            throw new TacWebException("Choose at least one method.");
        }

        string[][] groups = Conflicts() ? [.. Methods.Select(key => new[] { key })] : [[.. Methods]];
        return [.. groups.Select(keys => Order(dataset, keys))];
    }

    private static bool Takes(IEnumerable<string> keys, MethodNeeds need) => keys.Any(key => ClusteringMethods.Get(key).Takes(need));

    private static int Place(string key)
    {
        for (int i = 0; i < ClusteringMethods.All.Count; i++)
        {
            if (ClusteringMethods.All[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private bool Conflicts() => Methods
        .SelectMany(key => ClusteringMethods.Get(key).Options.Select(option => (option.Name, Value: Option(key, option.Name))))
        .GroupBy(option => option.Name, StringComparer.Ordinal)
        .Any(same => same.Select(option => option.Value).Distinct(StringComparer.Ordinal).Skip(1).Any());

    private RunOrder Order(int dataset, string[] keys)
    {
        string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, JsonElement> options = new(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            foreach ((string name, string text) in _options.GetValueOrDefault(key) ?? [])
            {
                options[name] = JsonSerializer.SerializeToElement(text);
            }
        }

        if (Budget.Trim() is { Length: > 0 } budget)
        {
            options[TimeBudget.Option] = JsonSerializer.SerializeToElement(budget);
        }

        void Set(bool set, string name, string value)
        {
            if (set)
            {
                options[name] = JsonSerializer.SerializeToElement(value);
            }
        }

        Set(Views && Takes(keys, MethodNeeds.Views), "views", "true");
        Set(FineGrained, "fineGrained", "true");
        Set(SecondEncoder.Length > 0 && Takes(keys, MethodNeeds.OtherViews), "secondEncoder", SecondEncoder);
        return new RunOrder
        {
            DatasetId = dataset,
            Method = string.Join(',', keys),
            K = AutoK ? null : JsonSerializer.SerializeToElement(K),
            Seed = Seed,
            Seeds = Seeds,
            Encoder = Encoder,
            Vocabulary = Vocabulary == VocabularyKind.Part ? Core.Concepts.Vocabulary.SubtreePrefix + Synset.Trim() : Core.Concepts.Vocabulary.WordNetKey,
            Words = Vocabulary == VocabularyKind.Own ? Lines(OwnWords) is { Length: > 0 } words ? words : throw new TacWebException("Type at least one word of your own.") : null,
            Classes = ReadsClassNames && Lines(ClassNames) is { Length: > 0 } classes ? classes : null,
            Options = options,
        };
    }
}
