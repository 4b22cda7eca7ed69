using System.Globalization;
using System.Text.Json;
using TacWeb.Clustering;

namespace TacWeb.Components.Shared;

/// <summary>Numbers, times and names as people read them.</summary>
internal static class Words
{
    /// <summary><c>1,234 images</c>, <c>1 image</c>.</summary>
    public static string Count(long count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary><c>12.3 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };

    /// <summary><c>about 12 s</c>, <c>about 3 min</c>, <c>about 1 h 20 min</c>: a guess, so it is rounded.</summary>
    public static string About(double seconds) => seconds switch
    {
        < 2 => "a moment",
        < 50 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(seconds)} s"),
        < 90 => "about a minute",
        < 3300 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(seconds / 60)} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {(int)(seconds / 3600)} h {Math.Round(seconds % 3600 / 60 / 5) * 5:0} min"),
    };

    /// <summary><c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 5 min</c>: a measured time.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(duration.TotalSeconds))} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes} min"),
    };

    /// <summary><c>42 %</c>.</summary>
    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Clamp(fraction, 0, 1) * 100):0} %");

    /// <summary>UTC for a <c>time</c> element, which site.js turns into the reader's own zone.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same for people without scripts.</summary>
    public static string Utc(DateTime utc) => utc.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A stage as people call it.</summary>
    public static string Stage(string? step) => step switch
    {
        "ingest" => "Reading files",
        "embed" => "Looking at the images",
        "auto-k" => "Choosing the number of clusters",
        "nouns" => "Reading the dictionary",
        "centres" or "filter" => "Choosing fitting words",
        "counterparts" => "Giving each image its words",
        "neighbours" => "Finding neighbours",
        "train" => "Clustering",
        "names" => "Naming clusters",
        "write" => "Writing results",
        null => "Starting",
        _ => step,
    };

    /// <summary>A family of methods by the prior it stands on.</summary>
    public static (string Name, string Prior) Family(MethodFamily family) => family switch
    {
        MethodFamily.Classic => ("Classic", "Distances between the image vectors, nothing learned"),
        MethodFamily.Structure => ("Structure", "The neighbourhood graph or hierarchy of the data"),
        MethodFamily.Distribution => ("Distribution", "Clusters follow known distributions"),
        MethodFamily.Augmentation => ("Augmentation invariance", "Changed copies of an image belong together"),
        MethodFamily.Neighbours => ("Neighbourhood consistency", "Near neighbours belong together"),
        MethodFamily.PseudoLabels => ("Pseudo-labels", "Confident predictions are right"),
        MethodFamily.Interpretable => ("Interpretable networks", "The network itself is k-means"),
        MethodFamily.External => ("External knowledge", "Words from outside the images"),
        MethodFamily.Reference => ("Reference", "Reads the true class names: no clustering, an upper mark"),
        MethodFamily.Beyond => ("Beyond the survey", "Newer than the survey, or ours"),
        _ => (family.ToString(), ""),
    };

    /// <summary>A family's name from the enum's text; empty for one that is not known.</summary>
    public static string FamilyName(string family) => Enum.TryParse(family, out MethodFamily known) ? Family(known).Name : family;

    /// <summary>Where a family stands in lists.</summary>
    public static int FamilyOrder(string family) => Enum.TryParse(family, out MethodFamily known) ? (int)known : int.MaxValue;

    /// <summary>What a method needs, in words.</summary>
    public static IReadOnlyList<string> Needs(MethodNeeds needs) =>
    [
        .. from flag in Enum.GetValues<MethodNeeds>()
           where flag != MethodNeeds.None && needs.HasFlag(flag)
           select flag switch
           {
               MethodNeeds.ClusterCount => "the number of clusters",
               MethodNeeds.Concepts => "words",
               MethodNeeds.Views => "augmented copies of the images",
               MethodNeeds.Pixels => "the pixels",
               MethodNeeds.OtherViews => "vectors of a second encoder",
               MethodNeeds.ClassNames => "the true class names",
               MethodNeeds.Groups => "a group of each image",
               _ => flag.ToString(),
           },
    ];

    /// <summary>A value as JSON and <c>--set</c> write it; <c>auto</c> for null.</summary>
    public static string Value(object? value) => value switch
    {
        null => "auto",
        bool flag => flag ? "true" : "false",
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
