using System.Globalization;

namespace TacWeb.Clustering;

/// <summary>How long a fit may train, as people write it: <c>60s</c>, <c>5m</c>, <c>1h</c>, or plain seconds. A run-level option of every method (<c>--set budget=60s</c>); what it cuts depends on the machine's speed.</summary>
public static class TimeBudget
{
    /// <summary>The option's name.</summary>
    public const string Option = "budget";

    /// <summary>What the option does, for help and forms.</summary>
    public const string Description = "Longest training time of each fit: 60s, 5m, 1h or plain seconds. A fit that it cuts short depends on the machine's speed.";

    /// <summary>Reads one; nothing, <c>auto</c> and <c>null</c> mean no limit.</summary>
    /// <exception cref="ArgumentException">Neither that nor a number above 0 with a unit.</exception>
    public static TimeSpan? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text is "auto" or "null")
        {
            return null;
        }

        (string number, double unit) = text[^1] switch
        {
            's' => (text[..^1], 1.0),
            'm' => (text[..^1], 60.0),
            'h' => (text[..^1], 3600.0),
            _ => (text, 1.0),
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * unit is > 0 and < 1e7
            ? TimeSpan.FromSeconds(value * unit)
            : throw new ArgumentException($"The option '{Option}' is a time above 0 such as 60s, 5m or 1h, not '{text}'.", nameof(text));
    }

    /// <summary>Seconds with their unit: <c>60s</c>.</summary>
    public static string Write(TimeSpan budget) => string.Create(CultureInfo.InvariantCulture, $"{budget.TotalSeconds:0.###}s");
}
