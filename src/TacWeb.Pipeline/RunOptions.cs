using TacWeb.Clustering;

namespace TacWeb.Pipeline;

/// <summary>The <c>--set</c> options that concern a whole run instead of one of its methods.</summary>
/// <param name="Views">Whether augmented looks at the pictures are embedded, for the methods that use some.</param>
/// <param name="FineGrained">Whether the classes differ by small marks and colours (methods §4.9).</param>
/// <param name="SecondEncoder">Key of an encoder whose vectors are a second view, or null.</param>
public sealed record RunOptions(bool Views, bool FineGrained, string? SecondEncoder)
{
    private const string ViewsName = "views";
    private const string FineGrainedName = "fineGrained";
    private const string SecondEncoderName = "secondEncoder";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [ViewsName, FineGrainedName, SecondEncoderName];

    /// <summary>Reads them out of the pairs and removes them there.</summary>
    /// <param name="options">Name and value as typed.</param>
    /// <param name="methods">The run's methods.</param>
    /// <exception cref="ArgumentException">A value that cannot be, views or a second encoder that no method uses, or a method that needs one without.</exception>
    public static RunOptions Take(IDictionary<string, string> options, IReadOnlyList<ClusteringMethod> methods)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(methods);
        string? second = options.TryGetValue(SecondEncoderName, out string? key) && key is not ("" or "auto" or "none") ? key : null;
        RunOptions run = new(Flag(options, ViewsName), Flag(options, FineGrainedName), second);
        foreach (string name in Names)
        {
            options.Remove(name);
        }

        run.CheckUse(methods);
        return run;
    }

    /// <summary>Reads them out of the pairs and leaves these alone.</summary>
    /// <param name="options">Name and value as typed.</param>
    /// <param name="methods">The run's methods.</param>
    /// <exception cref="ArgumentException">As <see cref="Take"/>.</exception>
    public static RunOptions Of(IReadOnlyDictionary<string, string> options, IReadOnlyList<ClusteringMethod> methods) =>
        Take(new Dictionary<string, string>(options, StringComparer.Ordinal), methods);

    private static bool Flag(IDictionary<string, string> options, string name)
    {
        if (!options.TryGetValue(name, out string? text) || text is "" or "auto")
        {
            return false;
        }

        return bool.TryParse(text, out bool flag) ? flag : throw new ArgumentException($"The option '{name}' is true or false, not '{text}'.");
    }

    private void CheckUse(IReadOnlyList<ClusteringMethod> methods)
    {
        Check(Views, MethodNeeds.Views, "augmented views", $"{ViewsName}=true");
        Check(SecondEncoder is not null, MethodNeeds.OtherViews, "a second encoder", $"{SecondEncoderName}=KEY");

        void Check(bool given, MethodNeeds need, string what, string setting)
        {
            if (given && !methods.Any(method => method.Takes(need)))
            {
                throw new ArgumentException($"None of the methods ({string.Join(", ", methods)}) uses {what}; leave {setting} out.");
            }

            if (!given && methods.FirstOrDefault(method => method.Needs.HasFlag(need)) is { } lacking)
            {
                throw new ArgumentException($"The method '{lacking.Key}' needs {what}: set {setting}.");
            }
        }
    }
}
