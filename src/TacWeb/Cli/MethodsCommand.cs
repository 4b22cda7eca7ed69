using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TacWeb.Clustering;

namespace TacWeb.Cli;

/// <summary><c>tacweb methods</c>: the card of every method.</summary>
internal static class MethodsCommand
{
    public static Command Create(CommandLineIo io) =>
        new Command("methods", "Lists every method: key, name, family, priors, fidelity, paper, needs, options")
            .WithExample("tacweb methods", "tacweb methods --json")
            .Runs(io, Run);

    private static Task Run(Session session, CancellationToken cancellationToken)
    {
        if (session.Json)
        {
            session.WriteJson(ClusteringMethods.All.Select(Card));
            return Task.CompletedTask;
        }

        TextTable table = new("KEY", "NAME", "FAMILY", "PRIORS", "CLASS", "NEEDS", "GIVES", "PAPER");
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            table.Add(method.Key, method.Name, Camel(method.Family), Flags(method.Facts.Priors, " "), method.Facts.Fidelity, Needs(method, " "), Outputs(method, " "), $"{method.Source.Title}, {method.Source.Venue}");
        }

        table.Write(session.Output);
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            WriteOptions(session.Output, method);
        }

        return Task.CompletedTask;
    }

    private static void WriteOptions(TextWriter output, ClusteringMethod method)
    {
        output.WriteLine();
        output.WriteLine($"{method.Key}: {method.Idea}");
        output.WriteLine($"  family: {Prior(method.Family)}");
        output.WriteLine($"  priors: {Flags(method.Facts.Priors, ", ")}");
        WriteLine(output, "class", method.Facts.Fidelity);
        WriteLine(output, "cost", method.Facts.Complexity);
        WriteLine(output, "new images", method.Facts.CannotAssign);
        WriteLine(output, "uneven classes", method.Facts.Uneven ? "coped with" : "");
        WriteLine(output, "differs", method.Differences);
        foreach (OptionDescription option in method.Options)
        {
            output.WriteLine($"  --set {option.Name}={Value(option.Default)}{Range(option)}  {option.Description}");
        }
    }

    private static void WriteLine(TextWriter output, string name, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine($"  {name}: {text}");
        }
    }

    private static object Card(ClusteringMethod method) => new
    {
        method.Key,
        method.Name,
        Family = Camel(method.Family),
        Prior = Prior(method.Family),
        Priors = Flags(method.Facts.Priors, ",").Split(',', StringSplitOptions.RemoveEmptyEntries),
        method.Facts.Fidelity,
        method.Facts.Complexity,
        method.Facts.CannotAssign,
        method.Facts.Uneven,
        method.Idea,
        method.Differences,
        Paper = new { method.Source.Title, method.Source.Venue, method.Source.Year, Address = method.Source.Address?.ToString() },
        Needs = Needs(method, ",").Split(',', StringSplitOptions.RemoveEmptyEntries),
        Uses = Flags(method.Uses, ",").Split(',', StringSplitOptions.RemoveEmptyEntries),
        Gives = Outputs(method, ",").Split(',', StringSplitOptions.RemoveEmptyEntries),
        Options = method.Options.Select(option => new
        {
            option.Name,
            option.Title,
            option.Description,
            Type = TypeName(option.Type),
            option.Optional,
            option.Default,
            option.Minimum,
            option.Maximum,
        }),
    };

    private static string Needs(ClusteringMethod method, string separator) => Flags(method.Needs, separator);

    private static string Outputs(ClusteringMethod method, string separator) => Flags(method.Outputs, separator);

    private static string Flags<T>(T value, string separator)
        where T : struct, Enum =>
        string.Join(separator, Enum.GetValues<T>().Where(flag => Convert.ToInt64(flag, CultureInfo.InvariantCulture) != 0 && value.HasFlag(flag)).Select(Camel));

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Prior(MethodFamily family) => family switch
    {
        MethodFamily.Classic => "distances between the given vectors",
        MethodFamily.Structure => "the structure of the data: its neighbourhood graph or hierarchy",
        MethodFamily.Distribution => "clusters follow known distributions",
        MethodFamily.Augmentation => "augmented copies of an image belong together",
        MethodFamily.Neighbours => "near neighbours belong together",
        MethodFamily.PseudoLabels => "confident predictions are right",
        MethodFamily.Interpretable => "the network itself is k-means",
        MethodFamily.External => "words from outside the images",
        MethodFamily.Reference => "true class names: a reference, not a clustering",
        MethodFamily.Beyond => "newer than the survey",
        _ => "",
    };

    private static string TypeName(Type type) =>
        type == typeof(int) ? "integer" : type == typeof(double) ? "number" : type == typeof(bool) ? "boolean" : type.IsEnum ? string.Join('|', Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)) : "string";

    private static string Value(object? value) => value switch
    {
        null => "auto",
        bool flag => flag ? "true" : "false",
        Enum name => JsonNamingPolicy.CamelCase.ConvertName(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Range(OptionDescription option) =>
        option.Minimum is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  [{option.Minimum} … {option.Maximum}]");
}
