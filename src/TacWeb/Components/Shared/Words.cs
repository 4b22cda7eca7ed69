using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using TacWeb.Clustering;
using TacWeb.Languages;

namespace TacWeb.Components.Shared;

/// <summary>Numbers, times and names as people read them, in the language that is spoken now. Safe for many threads.</summary>
/// <param name="texts">The texts of the pages.</param>
internal sealed class Words(IStringLocalizer<Texts> texts)
{
    /// <summary><c>1,234 images</c>, <c>1 image</c>, <c>1,234 张图像</c>. The resource is keyed by the plural: <c>{0} images</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The English singular.</param>
    /// <param name="many">The English plural, where it is not the singular and an s.</param>
    public string Count(long count, string one, string? many = null)
    {
        string number = Number(count);
        LocalizedString text = texts["{0} " + (many ?? one + "s"), number];
        return text.ResourceNotFound ? $"{number} {(count == 1 ? one : many ?? one + "s")}" : text.Value;
    }

    /// <summary><c>1,234</c>.</summary>
    /// <param name="count">The number.</param>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Parts of a list, one after the other: <c>a, b</c> or <c>a、b</c>.</summary>
    /// <param name="parts">The parts.</param>
    public static string List(IEnumerable<string> parts) => string.Join(Language.IsChinese ? "、" : ", ", parts);

    /// <summary><c>12.3 MB</c>.</summary>
    /// <param name="bytes">0 or more.</param>
    public string Bytes(long bytes) => bytes switch
    {
        < 1000 => texts["{0} bytes", bytes],
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };

    /// <summary><c>about 12 s</c>, <c>about 3 min</c>, <c>about 1 h 20 min</c>: a guess, so it is rounded.</summary>
    /// <param name="seconds">0 or more.</param>
    public string About(double seconds) => seconds switch
    {
        < 2 => texts["a moment"],
        < 50 => texts["about {0} s", Math.Round(seconds)],
        < 90 => texts["about a minute"],
        < 3300 => texts["about {0} min", Math.Round(seconds / 60)],
        _ => texts["about {0} h {1} min", (int)(seconds / 3600), Math.Round(seconds % 3600 / 60 / 5) * 5],
    };

    /// <summary><c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 5 min</c>: a measured time.</summary>
    /// <param name="duration">0 or more.</param>
    public string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 60 } => texts["{0} s", Math.Max(1, Math.Round(duration.TotalSeconds))],
        { TotalMinutes: < 60 } => texts["{0} min {1} s", (int)duration.TotalMinutes, duration.Seconds],
        _ => texts["{0} h {1} min", (int)duration.TotalHours, duration.Minutes],
    };

    /// <summary><c>42 %</c>, <c>42%</c>.</summary>
    /// <param name="fraction">0…1.</param>
    public string Percent(double fraction) => texts["{0} %", Math.Floor(Math.Clamp(fraction, 0, 1) * 100)];

    /// <summary><c>+3.4</c>, <c>−2</c>, <c>0</c>.</summary>
    /// <param name="value">Any number.</param>
    public static string Signed(double value) => value.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture);

    /// <summary><c>64.2</c> or <c>64.2 ± 1.3</c>: percent, with the standard deviation where there is one.</summary>
    /// <param name="mean">0…1.</param>
    /// <param name="deviation">0…1, or null.</param>
    public static string Spread(double mean, double? deviation) => string.Create(CultureInfo.InvariantCulture, $"{mean * 100:0.0}{(deviation is { } by ? $" ± {by * 100:0.0}" : "")}");

    /// <summary>0…1 for a style sheet.</summary>
    /// <param name="value">Cut to 0…1.</param>
    public static string Share(double value) => Math.Clamp(value, 0, 1).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>UTC for a <c>time</c> element, which site.js turns into the reader's own zone.</summary>
    /// <param name="utc">The time.</param>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same for people without scripts.</summary>
    /// <param name="utc">The time.</param>
    public static string Utc(DateTime utc) => utc.ToString(Language.IsChinese ? "yyyy年M月d日 HH:mm" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A vocabulary as people call it: <c>all nouns</c>, <c>below food.n.01</c>, <c>own words</c>.</summary>
    /// <param name="key">Its key.</param>
    public string Vocabulary(string key) => key switch
    {
        "wordnet-3.0-nouns" => texts["all nouns"],
        _ when key.StartsWith("wordnet:", StringComparison.Ordinal) => texts["below {0}", key["wordnet:".Length..]],
        _ when key.StartsWith("own-words-", StringComparison.Ordinal) => texts["own words"],
        _ => key,
    };

    /// <summary>A stage as people call it.</summary>
    /// <param name="step">Its key, or null.</param>
    public string Stage(string? step) => step switch
    {
        "ingest" => texts["Reading files"],
        "embed" => texts["Looking at the images"],
        "views" => texts["Looking at variants of the images"],
        "auto-k" => texts["Choosing the number of clusters"],
        "nouns" => texts["Reading the dictionary"],
        "centres" or "filter" => texts["Choosing fitting words"],
        "counterparts" => texts["Giving each image its words"],
        "neighbours" => texts["Finding neighbours"],
        "train" => texts["Clustering"],
        "names" => texts["Naming clusters"],
        "write" => texts["Writing results"],
        null => texts["Starting"],
        _ => step,
    };

    /// <summary>A family of methods by the prior it stands on.</summary>
    /// <param name="family">The family.</param>
    public (string Name, string Prior) Family(MethodFamily family)
    {
        (string name, string prior) = family switch
        {
            MethodFamily.Classic => (texts["Classic"], texts["Distances between the image vectors, nothing learned"]),
            MethodFamily.Structure => (texts["Structure"], texts["The neighbourhood graph or hierarchy of the data"]),
            MethodFamily.Distribution => (texts["Distribution"], texts["Clusters follow known distributions"]),
            MethodFamily.Augmentation => (texts["Augmentation invariance"], texts["Changed copies of an image belong together"]),
            MethodFamily.Neighbours => (texts["Neighbourhood consistency"], texts["Near neighbours belong together"]),
            MethodFamily.PseudoLabels => (texts["Pseudo-labels"], texts["Confident predictions are right"]),
            MethodFamily.Interpretable => (texts["Interpretable networks"], texts["The network itself is k-means"]),
            MethodFamily.External => (texts["External knowledge"], texts["Words from outside the images"]),
            MethodFamily.Reference => (texts["Reference"], texts["Reads the true class names: no clustering, an upper mark"]),
            MethodFamily.Beyond => (texts["Beyond the survey"], texts["Newer than the survey, or ours"]),
            _ => (new LocalizedString("", family.ToString()), new LocalizedString("", "")),
        };
        return (name, prior);
    }

    /// <summary>A family's name from the enum's text; the text itself for one that is not known.</summary>
    /// <param name="family">The enum's text.</param>
    public string FamilyName(string family) => Enum.TryParse(family, out MethodFamily known) ? Family(known).Name : family;

    /// <summary>Where a family stands in lists.</summary>
    /// <param name="family">The enum's text.</param>
    public static int FamilyOrder(string family) => Enum.TryParse(family, out MethodFamily known) ? (int)known : int.MaxValue;

    /// <summary>The priors of a method, in words.</summary>
    public IReadOnlyList<string> Priors(MethodPriors priors) =>
    [
        .. from flag in Enum.GetValues<MethodPriors>()
           where flag != MethodPriors.None && priors.HasFlag(flag)
           select (flag switch
           {
               MethodPriors.Structure => texts["structure"],
               MethodPriors.Distribution => texts["distribution"],
               MethodPriors.Augmentation => texts["augmentation invariance"],
               MethodPriors.Neighbour => texts["neighbourhood consistency"],
               MethodPriors.PseudoLabel => texts["pseudo-labels"],
               MethodPriors.External => texts["external knowledge"],
               MethodPriors.Generalisation => texts["ease of learning"],
               _ => new LocalizedString("", flag.ToString()),
           }).Value,
    ];

    /// <summary>What a class of fidelity means; empty for one that is not known.</summary>
    public string Fidelity(string fidelity) => fidelity.Split(',')[0] switch
    {
        "A" => texts["faithful"],
        "A−" => texts["faithful on another kind of input"],
        "B+" or "B" or "B−" => texts["the paper's loss without training a backbone"],
        "C" => texts["only the spirit survives"],
        "ours" => texts["nothing was published"],
        _ => "",
    };

    /// <summary>What a method needs, in words.</summary>
    /// <param name="needs">The flags.</param>
    public IReadOnlyList<string> Needs(MethodNeeds needs) =>
    [
        .. from flag in Enum.GetValues<MethodNeeds>()
           where flag != MethodNeeds.None && needs.HasFlag(flag)
           select (flag switch
           {
               MethodNeeds.ClusterCount => texts["the number of clusters"],
               MethodNeeds.Concepts => texts["words"],
               MethodNeeds.Views => texts["augmented copies of the images"],
               MethodNeeds.Pixels => texts["the pixels"],
               MethodNeeds.OtherViews => texts["vectors of a second encoder"],
               MethodNeeds.ClassNames => texts["the true class names"],
               MethodNeeds.Groups => texts["a group of each image"],
               _ => new LocalizedString("", flag.ToString()),
           }).Value,
    ];

    /// <summary>A value as JSON and <c>--set</c> write it; <c>auto</c> for null.</summary>
    /// <param name="value">The value.</param>
    public static string Value(object? value) => value switch
    {
        null => "auto",
        bool flag => flag ? "true" : "false",
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
