using System.Globalization;
using TacWeb.Clustering;
using TacWeb.Pipeline;

namespace TacWeb.Cli;

/// <summary>Reads what a user typed about methods: keys, <c>--set</c> pairs, <c>--k</c>. All mistakes are bad usage.</summary>
internal static class MethodChoice
{
    /// <summary>Settings of <c>--set</c> that belong to the encoder's space instead of a method.</summary>
    public static IReadOnlyList<string> SpaceOptions { get; } = ["retrievalTemperature", "featureNorm"];

    /// <summary>The method of a key.</summary>
    /// <exception cref="UsageException">No such key.</exception>
    public static ClusteringMethod Method(string key) => Usage(() => ClusteringMethods.Get(key));

    /// <summary>K, or null for <c>auto</c>.</summary>
    /// <exception cref="UsageException">Neither a whole number from 1 on nor <c>auto</c>.</exception>
    public static int? ClusterCount(string text)
    {
        if (text == "auto")
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k >= 1
            ? k
            : throw new UsageException($"--k is a whole number from 1 on, or auto, not '{text}'.");
    }

    /// <summary>Name and value of each <c>--set name=value</c>.</summary>
    /// <exception cref="UsageException">No <c>=</c>, or a name given twice.</exception>
    public static Dictionary<string, string> Pairs(IEnumerable<string> settings)
    {
        Dictionary<string, string> pairs = [];
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new UsageException($"--set needs name=value, not '{setting}'.");
            }

            if (!pairs.TryAdd(setting[..equals], setting[(equals + 1)..]))
            {
                throw new UsageException($"--set {setting[..equals]} is given twice.");
            }
        }

        return pairs;
    }

    /// <summary>Whether a method has an option of this name.</summary>
    public static bool Has(ClusteringMethod method, string name) => method.Options.Any(option => option.Name == name);

    /// <summary>The options of a method out of the pairs, without the budget and those about the encoder's space that it does not read itself.</summary>
    /// <exception cref="UsageException">An unknown name or a value outside its range.</exception>
    public static ClustererOptions Options(ClusteringMethod method, IReadOnlyDictionary<string, string> pairs) =>
        Usage(() => method.ReadOptions(pairs.Where(pair => pair.Key != TimeBudget.Option && (!SpaceOptions.Contains(pair.Key) || Has(method, pair.Key)))));

    /// <summary>A positive number out of the pairs, or null.</summary>
    /// <exception cref="UsageException">Not a positive number.</exception>
    public static double? Positive(IReadOnlyDictionary<string, string> pairs, string name)
    {
        if (!pairs.TryGetValue(name, out string? text) || text == "auto")
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new UsageException($"--set {name} is a number above 0, not '{text}'.");
    }

    /// <summary>How long a fit may train, out of the pairs, or null.</summary>
    /// <exception cref="UsageException">Not a time.</exception>
    public static TimeSpan? Budget(IReadOnlyDictionary<string, string> pairs) => Usage(() => TimeBudget.Read(pairs.GetValueOrDefault(TimeBudget.Option)));

    /// <summary>Checks the options of a whole run.</summary>
    /// <exception cref="UsageException">A value that cannot be, or views or a second encoder that no method uses.</exception>
    public static RunOptions Run(IReadOnlyDictionary<string, string> pairs, IReadOnlyList<ClusteringMethod> methods) => Usage(() => RunOptions.Of(pairs, methods));

    private static T Usage<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Failure.Describe(exception).Message);
        }
    }
}
