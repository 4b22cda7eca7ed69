using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace TacWeb.Languages;

/// <summary>
/// Says what the engine wrote in English in the reader's language. Jobs, reports and logs keep their English sentences, since many readers and scripts see them;
/// a sentence that no template fits is shown as it is. Safe for many threads.
/// </summary>
/// <param name="texts">Templates and their translations.</param>
internal sealed partial class Sentences(IStringLocalizer<EngineTexts> texts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private readonly Lock _lock = new();
    private List<(Regex Pattern, string Text)>? _templates;

    /// <summary>The sentence in the language that is spoken now.</summary>
    /// <param name="english">What the engine wrote.</param>
    public string Of(string english) => Language.IsChinese ? Translate(english) : english;

    private string Translate(string english)
    {
        foreach ((Regex pattern, string text) in Templates())
        {
            if (pattern.Match(english) is { Success: true } match)
            {
                // what varies may be a sentence itself: "train: 3 of 60 epochs"
                object[] parts = [.. match.Groups.Values.Skip(1).Select(group => Translate(group.Value))];
                return string.Format(CultureInfo.InvariantCulture, text, parts);
            }
        }

        return english;
    }

    private List<(Regex Pattern, string Text)> Templates()
    {
        lock (_lock)
        {
            return _templates ??=
            [
                .. texts.GetAllStrings(includeParentCultures: false).OrderByDescending(text => Place().Replace(text.Name, "").Length)
                    .Select(text => (new Regex($"^{string.Join("(.+?)", Place().Split(text.Name).Select(Regex.Escape))}$", RegexOptions.CultureInvariant | RegexOptions.Singleline, Patience), text.Value)),
            ];
        }
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
