namespace TacWeb.Clustering;

/// <summary>The card of one method: what it is, what it needs, which options it has, and how it is made. Immutable.</summary>
public sealed class ClusteringMethod
{
    private readonly Func<ClustererOptions> _defaults;
    private readonly Func<ClustererOptions, IClusterer> _create;
    private readonly OptionsReader _reader;

    private ClusteringMethod(Type optionsType, Func<ClustererOptions> defaults, Func<ClustererOptions, IClusterer> create)
    {
        (OptionsType, _defaults, _create) = (optionsType, defaults, create);
        _reader = new OptionsReader(optionsType, defaults);
    }

    /// <summary>The stable key of contract §5, for example <c>tac-no-train</c>.</summary>
    public required string Key { get; init; }

    /// <summary>As people write it: <c>TAC (no train)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The shelf it stands on.</summary>
    public required MethodFamily Family { get; init; }

    /// <summary>What it cannot do without.</summary>
    public required MethodNeeds Needs { get; init; }

    /// <summary>What it takes beside its needs when it is given, and does without otherwise.</summary>
    public MethodNeeds Uses { get; init; }

    /// <summary>What its partition has beside the labels.</summary>
    public required MethodOutputs Outputs { get; init; }

    /// <summary>Its paper.</summary>
    public required Citation Source { get; init; }

    /// <summary>What it does, in at most two lines.</summary>
    public required string Idea { get; init; }

    /// <summary>What differs here from the paper or its code, and why; empty when nothing does.</summary>
    public required string Differences { get; init; }

    /// <summary>Priors, class of fidelity, complexity.</summary>
    public required MethodFacts Facts { get; init; }

    /// <summary>Key of the method that clusters sets too small to train with (<see cref="SmallSets"/>); null for methods that take any set.</summary>
    public string? Replacement { get; init; }

    /// <summary>The record that holds its hyper-parameters.</summary>
    public Type OptionsType { get; }

    /// <summary>Its options in the order of the record, with ranges and defaults.</summary>
    public IReadOnlyList<OptionDescription> Options => _reader.Descriptions;

    /// <summary>Joins a card with the maker of the method.</summary>
    /// <typeparam name="TOptions">Its options; a new one holds the defaults.</typeparam>
    public static ClusteringMethod Define<TOptions>(
        string key, string name, MethodFamily family, MethodNeeds needs, MethodOutputs outputs, Citation source, string idea, string differences, Func<TOptions, IClusterer> create, string? replacement = null, MethodNeeds uses = MethodNeeds.None,
        MethodFacts? facts = null)
        where TOptions : ClustererOptions, new() =>
        new(typeof(TOptions), () => new TOptions(), options => create((TOptions)options))
        {
            Key = key,
            Name = name,
            Family = family,
            Needs = needs,
            Uses = uses,
            Outputs = outputs,
            Source = source,
            Idea = idea,
            Differences = differences,
            Replacement = replacement,
            Facts = facts ?? MethodFacts.Of(family),
        };

    /// <summary>Whether it takes an optional member of the input at all.</summary>
    /// <param name="member">One of the flags.</param>
    public bool Takes(MethodNeeds member) => (Needs | Uses).HasFlag(member);

    /// <summary>The defaults: the paper's where it has them.</summary>
    public ClustererOptions DefaultOptions() => _defaults();

    /// <summary>Reads options from JSON, for example <c>{"epochs": 20}</c>; what is not named keeps its default.</summary>
    /// <exception cref="ArgumentException">Not a JSON object, an unknown member, or a value outside its range.</exception>
    public ClustererOptions ReadOptions(string json) => _reader.Read(json);

    /// <summary>Reads options from name and value pairs (<c>--set epochs=20</c>); <c>auto</c> stands for null.</summary>
    /// <exception cref="ArgumentException">An unknown name, a name given twice, or a value outside its range.</exception>
    public ClustererOptions ReadOptions(IEnumerable<KeyValuePair<string, string>> pairs) => _reader.Read(pairs);

    /// <summary>Canonical JSON: every option, camelCase, in the order of declaration, without blanks. <see cref="ReadOptions(string)"/> reads it back.</summary>
    /// <exception cref="ArgumentException">Options of another method.</exception>
    public string WriteOptions(ClustererOptions options) => _reader.Write(Own(options));

    /// <summary>Makes the method ready to fit.</summary>
    /// <param name="options">Its options; null: the defaults.</param>
    /// <exception cref="ArgumentException">Options of another method, or a value outside its range.</exception>
    public IClusterer Create(ClustererOptions? options = null)
    {
        ClustererOptions own = Own(options ?? _defaults());
        _reader.Check(own);
        return _create(own);
    }

    /// <inheritdoc/>
    public override string ToString() => Key;

    private ClustererOptions Own(ClustererOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.GetType() == OptionsType ? options : throw new ArgumentException($"'{Key}' takes {OptionsType.Name}, not {options.GetType().Name}.", nameof(options));
    }
}
