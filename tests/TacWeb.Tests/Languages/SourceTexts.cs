using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TacWeb.Testing;

namespace TacWeb.Tests.Languages;

/// <summary>Reads, from the sources, what the pages and scripts say: the texts that are handed to a localiser, and English that is not.</summary>
internal static partial class SourceTexts
{
    // names, and abbreviations that are the same in every language
    private static readonly string[] Names = ["TacWeb", "ACC", "NMI", "ARI", "AMI", "MiB", "UTC", "JSON", "CSV", "HTML", "REST API", "/openapi/v1.json", "true", "false", "animal.n.01"];
    private static readonly string[] Directives = ["if", "else", "for", "foreach", "while", "switch", "using", "page", "implements", "inherits", "inject", "layout", "attribute", "rendermode"];

    /// <summary>Texts of <c>L["…"]</c>, <c>texts["…"]</c> and <c>Words.Count(…)</c>.</summary>
    public static IEnumerable<string> OfPages() => Files("src/TacWeb", "*.razor").Concat(Files("src/TacWeb", "*.cs")).Select(File.ReadAllText)
        .SelectMany(source => Localised().Matches(source).Select(match => Regex.Unescape(match.Groups[1].Value))
            .Concat(Counted().Matches(source).Select(match => "{0} " + (match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value + "s")))).Distinct(StringComparer.Ordinal);

    /// <summary>Texts of <c>t('…')</c> and of the plurals in <c>count(n, '…', '…')</c>.</summary>
    public static IEnumerable<string> OfScripts() => Files("wwwroot/js", "*.js").Where(file => !file.EndsWith("texts.js", StringComparison.Ordinal)).Select(File.ReadAllText)
        .SelectMany(source => ScriptTexts().Matches(source).Concat(ScriptPlurals().Matches(source))).Select(match => match.Groups[1].Value.Replace("\\'", "'", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    /// <summary>The texts of a resource file by their keys.</summary>
    public static Dictionary<string, string> Resource(string name) => XDocument.Load(Repository.PathOf("src", "TacWeb", "Languages", name)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    /// <summary>Components and the code behind them.</summary>
    public static IEnumerable<string> Components() => Files("src/TacWeb/Components", "*.razor").Concat(Files("src/TacWeb/Components", "*.cs")).Select(file => Path.GetRelativePath(Repository.PathOf("src", "TacWeb", "Components"), file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>English of a component that no localiser sees.</summary>
    public static IReadOnlyList<string> Literals(string component)
    {
        string source = Comment().Replace(File.ReadAllText(Repository.PathOf(["src", "TacWeb", "Components", .. component.Split('/')])), "");
        if (component.EndsWith(".cs", StringComparison.Ordinal))
        {
            return [.. OfCode(source)];
        }

        int code = source.IndexOf("@code {", StringComparison.Ordinal);
        string markup = code < 0 ? source : source[..code];
        return [.. OfMarkup(markup), .. OfCode(markup), .. OfCode(code < 0 ? "" : source[code..])];
    }

    private static IEnumerable<string> OfMarkup(string markup)
    {
        string plain = Statement().Replace(WithoutExpressions(markup), "").Replace("} else {", "", StringComparison.Ordinal);
        IEnumerable<string> attributes = Attribute().Matches(plain).Select(match => match.Groups[1].Value);
        IEnumerable<string> texts = Tag().Split(Verbatim().Replace(plain, "<i>"));
        return attributes.Concat(texts).Select(text => Names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal))).Where(text => Word().IsMatch(text)).Select(text => text.Trim());
    }

    private static IEnumerable<string> OfCode(string code) => Literal().Matches(Counted().Replace(Localised().Replace(Queued().Replace(LineComment().Replace(code, ""), ";"), "["), "("))
        .Select(match => match.Groups[1].Value).Where(text => Prose().IsMatch(text) && text != "true, false" && !text.Contains("yyyy", StringComparison.Ordinal));

    /// <summary>Takes out <c>@name.Of(…)[…]</c>, <c>@(…)</c> and lines of statements, whatever stands in their brackets and strings.</summary>
    private static string WithoutExpressions(string markup)
    {
        StringBuilder kept = new();
        for (int i = 0; i < markup.Length; i++)
        {
            if (markup[i] != '@')
            {
                kept.Append(markup[i]);
                continue;
            }

            int end = i + 1;
            while (end < markup.Length && (char.IsLetterOrDigit(markup[end]) || markup[end] == '_' || (markup[end] == '.' && end + 1 < markup.Length && char.IsLetter(markup[end + 1]))))
            {
                end++;
            }

            bool directive = markup[(markup.LastIndexOf('\n', i) + 1)..i].Trim().Length == 0 && Directives.Contains(markup[(i + 1)..end], StringComparer.Ordinal);
            bool block = markup[(i + 1)..end] is "if" or "for" or "foreach";
            i = directive ? markup.IndexOf('\n', end) - 1 : AfterBrackets(markup, block ? end + 1 : end) - 1;
        }

        return kept.ToString();
    }

    private static int AfterBrackets(string text, int at)
    {
        while (at < text.Length && text[at] is '(' or '[' or '.')
        {
            if (text[at] == '.')
            {
                if (at + 1 >= text.Length || !char.IsLetter(text[at + 1]))
                {
                    return at;
                }

                at++;
                while (at < text.Length && char.IsLetterOrDigit(text[at]))
                {
                    at++;
                }

                continue;
            }

            int depth = 0;
            bool quoted = false;
            for (; at < text.Length; at++)
            {
                quoted ^= text[at] == '"' && text[at - 1] != '\\';
                depth += quoted ? 0 : text[at] is '(' or '[' ? 1 : text[at] is ')' or ']' ? -1 : 0;
                if (depth == 0 && !quoted)
                {
                    at++;
                    break;
                }
            }
        }

        return at;
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Repository.PathOf(folder.Split('/')), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    [GeneratedRegex("""(?:\bL|\btexts)\["((?:[^"\\]|\\.)*)"\s*[\],]""")]
    private static partial Regex Localised();

    [GeneratedRegex("""Words\.Count\((?:[^"\n]*?), "([^"]*)"(?:, "([^"]*)")?\)""")]
    private static partial Regex Counted();

    [GeneratedRegex("""(?<![\w.])t\('((?:[^'\\]|\\.)*)'""")]
    private static partial Regex ScriptTexts();

    [GeneratedRegex("""(?<![\w.])count\((?:[^'\n]*?), '[^']*', '([^']*)'\)""")]
    private static partial Regex ScriptPlurals();

    // titles of jobs, and refusals, are the engine's sentences
    [GeneratedRegex(@"\.Enqueue\([^;]*;|new TacWebException\(""[^""]*""\)")]
    private static partial Regex Queued();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*//.*$|^\s*\[[A-Z].*\]\s*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();

    [GeneratedRegex(@"^\s*(?:\}? ?else\b.*|[{}]|return;|if \(.*|(?:[A-Z]\w*|int|double|string|var|bool)(?:<.*>)? \w+ = .*;)\s*$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex("""(?:aria-label|title|placeholder|Placeholder|alt|label)="([^"]*)" """)]
    private static partial Regex Attribute();

    [GeneratedRegex("<(code|pre|svg|kbd)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Verbatim();

    [GeneratedRegex("""<[/!]?[A-Za-z](?:"[^"]*"|[^>"])*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex("""(?<!=)"((?:[^"\\\n]|\\.)*)"(?!>)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^[A-Z]?[a-z]+[^/&?={}]* [a-z]{2,}|^[A-Z][a-z]{2,}$")]
    private static partial Regex Prose();
}
