using System.Globalization;
using System.Text;

namespace TacWeb.Encoders.Tokenizers;

/// <summary>Unicode's canonical forms NFD and NFC (UAX #15). The program runs without ICU, where .NET leaves strings as they are.</summary>
internal static class UnicodeNormalization
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, HangulCount = LeadCount * VowelCount * TailCount;

    private static readonly Lazy<Tables> Data = new(Tables.Read);

    /// <summary>Canonical decomposition.</summary>
    public static string Decompose(string text) => Ascii.IsValid(text) ? text : ToText(Decomposed(text));

    /// <summary>Canonical decomposition followed by canonical composition.</summary>
    public static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var codes = Decomposed(text);
        Recompose(codes);
        return ToText(codes);
    }

    private static List<int> Decomposed(string text)
    {
        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(codes, rune.Value);
        }

        Order(codes);
        return codes;
    }

    private static void Append(List<int> codes, int code)
    {
        var syllable = code - HangulBase;
        if (syllable is >= 0 and < HangulCount)
        {
            codes.Add(LeadBase + (syllable / (VowelCount * TailCount)));
            codes.Add(VowelBase + (syllable % (VowelCount * TailCount) / TailCount));
            if (syllable % TailCount != 0)
            {
                codes.Add(TailBase + (syllable % TailCount));
            }
        }
        else if (Data.Value.Parts.TryGetValue(code, out var parts))
        {
            Array.ForEach(parts, part => Append(codes, part));
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Sorts every run of combining marks by class, keeping the order of equals.</summary>
    private static void Order(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var (code, combining) = (codes[i], ClassOf(codes[i]));
            var j = i;
            for (; combining != 0 && j > 0 && ClassOf(codes[j - 1]) > combining; j--)
            {
                codes[j] = codes[j - 1];
            }

            codes[j] = code;
        }
    }

    private static void Recompose(List<int> codes)
    {
        int starter = -1, kept = 0, last = 0; // last: class of the mark kept last after the starter
        foreach (var code in codes.ToArray())
        {
            var combining = ClassOf(code);
            var blocked = kept - 1 > starter && last >= combining;
            if (starter >= 0 && !blocked && Join(codes[starter], code) is { } joined)
            {
                codes[starter] = joined;
                continue;
            }

            codes[kept++] = code;
            if (combining == 0)
            {
                starter = kept - 1;
            }

            last = combining;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private static int? Join(int first, int second)
    {
        if (first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
        {
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        }

        if (first - HangulBase is >= 0 and < HangulCount && (first - HangulBase) % TailCount == 0 && second - TailBase is > 0 and < TailCount)
        {
            return first + second - TailBase;
        }

        return Data.Value.Pairs.TryGetValue((first, second), out var joined) ? joined : null;
    }

    private static int ClassOf(int code) => Data.Value.Classes.GetValueOrDefault(code);

    private static string ToText(List<int> codes)
    {
        var builder = new StringBuilder(codes.Count);
        codes.ForEach(code => builder.Append(new Rune(code).ToString()));
        return builder.ToString();
    }

    private sealed record Tables(Dictionary<int, int[]> Parts, Dictionary<(int First, int Second), int> Pairs, Dictionary<int, byte> Classes)
    {
        public static Tables Read()
        {
            using var stream = typeof(UnicodeNormalization).Assembly.GetManifestResourceStream("unicode.txt")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var tables = new Tables([], [], []);
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                switch (fields[0])
                {
                    case "C": tables.AddClass(fields); break;
                    case "D" or "X": tables.AddParts(fields); break;
                }
            }

            return tables;
        }

        private void AddClass(string[] fields)
        {
            foreach (var range in fields.Skip(2))
            {
                var ends = Array.ConvertAll(range.Split('-'), Hex);
                for (var code = ends[0]; code <= ends[^1]; code++)
                {
                    Classes[code] = byte.Parse(fields[1], CultureInfo.InvariantCulture);
                }
            }
        }

        private void AddParts(string[] fields)
        {
            var (code, parts) = (Hex(fields[1]), Array.ConvertAll(fields[2..], Hex));
            Parts[code] = parts;
            if (fields[0] == "D" && parts.Length == 2)
            {
                Pairs[(parts[0], parts[1])] = code;
            }
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
