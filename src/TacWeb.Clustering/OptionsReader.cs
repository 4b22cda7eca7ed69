using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace TacWeb.Clustering;

/// <summary>Reads, checks and writes one options record by its properties, in the order that they ask for, then that of their declaration.</summary>
internal sealed class OptionsReader
{
    private readonly Func<ClustererOptions> _defaults;
    private readonly PropertyInfo[] _properties;

    public OptionsReader(Type type, Func<ClustererOptions> defaults)
    {
        _defaults = defaults;
        _properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .OrderBy(property => property.GetCustomAttribute<DisplayAttribute>()?.GetOrder() ?? 0)
            .ThenBy(property => property.MetadataToken)];
        ClustererOptions values = defaults();
        Descriptions = [.. _properties.Select(property => Describe(property, values))];
    }

    public IReadOnlyList<OptionDescription> Descriptions { get; }

    public ClustererOptions Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ArgumentException("Options are a JSON object, for example {\"restarts\": 10}.", nameof(json));
            }

            return Read(document.RootElement.EnumerateObject().Select(member => (member.Name, (object?)member.Value.Clone())));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"Options are not valid JSON: {e.Message}", nameof(json), e);
        }
    }

    public ClustererOptions Read(IEnumerable<KeyValuePair<string, string>> pairs) =>
        Read(pairs.Select(pair => (pair.Key, (object?)pair.Value)));

    public string Write(ClustererOptions options)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            for (int i = 0; i < _properties.Length; i++)
            {
                writer.WritePropertyName(Descriptions[i].Name);
                WriteValue(writer, _properties[i].GetValue(options));
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <exception cref="ArgumentException">A value lies outside its range.</exception>
    public void Check(ClustererOptions options)
    {
        for (int i = 0; i < _properties.Length; i++)
        {
            CheckRange(Descriptions[i], _properties[i].GetValue(options));
        }
    }

    private ClustererOptions Read(IEnumerable<(string Name, object? Value)> members)
    {
        ClustererOptions options = _defaults();
        HashSet<string> seen = [];
        foreach ((string name, object? value) in members)
        {
            int index = IndexOf(name);
            if (!seen.Add(name))
            {
                throw new ArgumentException($"The option '{name}' is given twice.", nameof(members));
            }

            OptionDescription option = Descriptions[index];
            object? parsed = value is JsonElement element ? FromJson(option, element) : FromText(option, (string)value!);
            CheckRange(option, parsed);
            _properties[index].SetValue(options, parsed);
        }

        return options;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Descriptions.Count; i++)
        {
            if (Descriptions[i].Name == name)
            {
                return i;
            }
        }

        string known = Descriptions.Count == 0 ? "this method has none" : "known: " + string.Join(", ", Descriptions.Select(option => option.Name));
        throw new ArgumentException($"There is no option '{name}'; {known}.", nameof(name));
    }

    private static object? FromJson(OptionDescription option, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null when option.Optional => null,
        JsonValueKind.Number when option.Type == typeof(int) && element.TryGetInt32(out int whole) => whole,
        JsonValueKind.Number when option.Type == typeof(double) => element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False when option.Type == typeof(bool) => element.GetBoolean(),
        JsonValueKind.String when option.Type == typeof(string) => element.GetString(),
        JsonValueKind.String when option.Type.IsEnum => FromText(option, element.GetString()!),
        _ => throw Unreadable(option, element.GetRawText()),
    };

    private static object? FromText(OptionDescription option, string text)
    {
        if (option.Optional && text is "" or "null" or "auto")
        {
            return null;
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        return option.Type switch
        {
            Type type when type == typeof(int) && int.TryParse(text, NumberStyles.Integer, culture, out int whole) => whole,
            Type type when type == typeof(double) && double.TryParse(text, NumberStyles.Float, culture, out double number) => number,
            Type type when type == typeof(bool) && bool.TryParse(text, out bool flag) => flag,
            Type type when type == typeof(string) => text,
            Type { IsEnum: true } type when FromName(type, text) is { } value => value,
            _ => throw Unreadable(option, text),
        };
    }

    private static object? FromName(Type type, string text)
    {
        string? name = Enum.GetNames(type).FirstOrDefault(candidate => JsonNamingPolicy.CamelCase.ConvertName(candidate) == text);
        return name is null ? null : Enum.Parse(type, name);
    }

    private static ArgumentException Unreadable(OptionDescription option, string text) =>
        new($"The option '{option.Name}' cannot be '{text}'; it is {Expected(option)}.");

    private static string Expected(OptionDescription option)
    {
        string what = option.Type switch
        {
            Type type when type == typeof(int) => "a whole number",
            Type type when type == typeof(double) => "a number",
            Type type when type == typeof(bool) => "true or false",
            Type { IsEnum: true } type => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
            _ => "a text",
        };
        string range = option.Minimum is null ? "" : string.Create(CultureInfo.InvariantCulture, $" from {option.Minimum} to {option.Maximum}");
        return what + range + (option.Optional ? ", or null for the rule" : "");
    }

    private static void CheckRange(OptionDescription option, object? value)
    {
        double? number = value switch { int whole => whole, double real => real, _ => null };
        bool outside = number is { } given && option.Minimum is { } minimum && !(given >= minimum && given <= option.Maximum);
        if (outside || (value is null && !option.Optional && option.Type != typeof(string)))
        {
            throw Unreadable(option, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null");
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case int whole: writer.WriteNumberValue(whole); break;
            case double number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case Enum name: writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(name.ToString())); break;
            default: writer.WriteStringValue((string)value); break;
        }
    }

    private static OptionDescription Describe(PropertyInfo property, ClustererOptions defaults)
    {
        Type? inner = Nullable.GetUnderlyingType(property.PropertyType);
        DisplayAttribute? display = property.GetCustomAttribute<DisplayAttribute>();
        RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
        return new OptionDescription(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            display?.Name ?? property.Name,
            display?.Description ?? "",
            inner ?? property.PropertyType,
            inner is not null,
            property.GetValue(defaults),
            range is null ? null : Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
            range is null ? null : Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
    }
}
