using Microsoft.Extensions.Localization;
using TacWeb.Clustering;

namespace TacWeb.Languages;

/// <summary>What methods and their options say of themselves, in the language that is spoken now; the English of the card where it has no translation. Safe for many threads.</summary>
/// <param name="texts">The translations.</param>
internal sealed class MethodCards(IStringLocalizer<MethodTexts> texts)
{
    /// <summary>What it is called.</summary>
    /// <param name="method">The method.</param>
    public string Name(ClusteringMethod method) => Of($"{method.Key}.Name", method.Name);

    /// <summary>Its idea in one sentence.</summary>
    /// <param name="method">The method.</param>
    public string Idea(ClusteringMethod method) => Of($"{method.Key}.Idea", method.Idea);

    /// <summary>Where it differs from the paper.</summary>
    /// <param name="method">The method.</param>
    public string Differences(ClusteringMethod method) => Of($"{method.Key}.Differences", method.Differences);

    /// <summary>Why it places no new images.</summary>
    /// <param name="method">The method.</param>
    public string Places(ClusteringMethod method) => Of($"{method.Key}.Places", method.Facts.CannotAssign);

    /// <summary>What it costs.</summary>
    /// <param name="method">The method.</param>
    public string Cost(ClusteringMethod method) => Of(method.Facts.Complexity, method.Facts.Complexity);

    /// <summary>What an option is called.</summary>
    /// <param name="option">The option.</param>
    public string Title(OptionDescription option) => Of(option.Title, option.Title);

    /// <summary>What an option means.</summary>
    /// <param name="option">The option.</param>
    public string Meaning(OptionDescription option) => Of(option.Description, option.Description);

    private string Of(string key, string english) => key.Length > 0 && texts[key] is { ResourceNotFound: false } text ? text.Value : english;
}
