using System.Globalization;

namespace TacWeb.Languages;

/// <summary>The languages that pages are written in. A culture is a name that chooses texts: numbers are written alike everywhere.</summary>
internal static class Language
{
    /// <summary>What is spoken where nothing else is asked for.</summary>
    public const string English = "en";

    /// <summary>Chinese in simplified characters. Not <c>zh-Hans</c>, which invariant globalisation writes <c>zh-HANS</c>, a folder that is not there.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>Keys and names of all, each named in itself.</summary>
    public static IReadOnlyList<(string Key, string Name)> All { get; } = [(English, "English"), (Chinese, "中文")];

    /// <summary>Key of the language that is spoken now.</summary>
    public static string Current => IsChinese ? Chinese : English;

    /// <summary>Whether Chinese is spoken now.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.Name == Chinese;

    /// <summary>The language that a tag such as <c>zh-SG</c> means, or null. All kinds of Chinese get simplified characters.</summary>
    /// <param name="tag">A tag of BCP 47.</param>
    public static string? Of(string? tag) => tag?.Split('-', '_')[0].ToUpperInvariant() switch
    {
        "ZH" => Chinese,
        "EN" => English,
        _ => null,
    };
}
