using System.Globalization;
using TacWeb.Clustering;

namespace TacWeb.Pipeline.Steps;

/// <summary>A request, checked before any work: methods, options, counts.</summary>
/// <param name="Methods">One plan a method.</param>
/// <param name="RetrievalTemperature">τ̃ that the user set, or null.</param>
/// <param name="Budget">How long each fit may train; null: as long as it takes.</param>
/// <param name="Run">What concerns the whole run.</param>
internal sealed record RequestPlan(IReadOnlyList<MethodPlan> Methods, double? RetrievalTemperature, TimeSpan? Budget, RunOptions Run)
{
    private const string Temperature = "retrievalTemperature";
    private const string FeatureNorm = "featureNorm";

    /// <summary>Needs that <c>cluster</c> can meet.</summary>
    private const MethodNeeds Met = MethodNeeds.ClusterCount | MethodNeeds.Concepts | MethodNeeds.ClassNames | MethodNeeds.Views | MethodNeeds.OtherViews | MethodNeeds.Pixels;

    /// <summary>The budget as reports and keys have it; empty without.</summary>
    public string BudgetText => Budget is { } budget ? TimeBudget.Write(budget) : "";

    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="featureNorm">The encoder's mean norm: the default of methods that want its scale.</param>
    /// <exception cref="ArgumentException">An unknown method or option, a value outside its range, a method twice.</exception>
    public static RequestPlan Of(ClusterRequest request, double featureNorm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Seeds, 1);
        if (request.ClusterCount is < 1)
        {
            throw new ArgumentException($"k must be at least 1, not {request.ClusterCount}.", nameof(request));
        }

        ClusteringMethod[] methods = [.. request.Methods.Select(ClusteringMethods.Get)];
        if (methods.Length == 0 || methods.Distinct().Count() != methods.Length)
        {
            throw new ArgumentException("Name at least one method, and none twice.", nameof(request));
        }

        Dictionary<string, string> options = new(request.Options, StringComparer.Ordinal);
        double? temperature = Positive(options, Temperature);
        options.Remove(Temperature);
        TimeSpan? budget = TimeBudget.Read(options.GetValueOrDefault(TimeBudget.Option));
        options.Remove(TimeBudget.Option);
        if (Positive(options, FeatureNorm) is null)
        {
            options[FeatureNorm] = featureNorm.ToString("R", CultureInfo.InvariantCulture);
        }

        RunOptions run = RunOptions.Take(options, methods);
        RefuseUnknown(methods, options);
        return new RequestPlan([.. methods.Select(method => Plan(method, options))], temperature, budget, run);
    }

    /// <summary>Needs of a method that <c>cluster</c> cannot meet.</summary>
    public static MethodNeeds Unmet(ClusteringMethod method) => method.Needs & ~Met;

    private static MethodPlan Plan(ClusteringMethod method, Dictionary<string, string> options)
    {
        MethodNeeds missing = Unmet(method);
        return missing == 0
            ? new MethodPlan(method, method, method.ReadOptions(options.Where(option => Has(method, option.Key))))
            : throw new ArgumentException($"The method '{method.Key}' needs {missing}, which cluster cannot give it yet; use fit.");
    }

    private static void RefuseUnknown(ClusteringMethod[] methods, Dictionary<string, string> options)
    {
        foreach (string name in options.Keys.Order(StringComparer.Ordinal).Where(name => name != FeatureNorm && !methods.Any(method => Has(method, name))))
        {
            // the method's own sentence names its options
            methods[0].ReadOptions([KeyValuePair.Create(name, options[name])]);
        }
    }

    private static bool Has(ClusteringMethod method, string name) => method.Options.Any(option => option.Name == name);

    private static double? Positive(Dictionary<string, string> options, string name)
    {
        if (!options.TryGetValue(name, out string? text) || text == "auto")
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"The option '{name}' must be a number above 0, not '{text}'.");
    }
}
