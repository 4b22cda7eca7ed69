using TacWeb.Core;

namespace TacWeb.Cli;

/// <summary>Where things lie: the data folder, and the folders that come with the program (contract §1, Places).</summary>
internal static class Places
{
    /// <summary>The folder of models that came with the program.</summary>
    public static string Models => Shipped("models");

    /// <summary>The folder of WordNet's files.</summary>
    public static string WordNet => Shipped("wordnet");

    /// <summary>The folder of the web pages' own files.</summary>
    public static string WebRoot => Shipped("wwwroot");

    /// <summary>The data folder: what was given, else <c>$TACWEB_DATA</c>, else a folder of the user's local application data.</summary>
    /// <param name="given">The value of <c>--data</c>, or null.</param>
    /// <exception cref="UsageException">The option is empty.</exception>
    /// <exception cref="TacWebException">Nothing is given and this account has no home folder.</exception>
    public static string DataPath(string? given) => DataPath(
        given,
        Environment.GetEnvironmentVariable("TACWEB_DATA"),
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>The same from the three values that decide it.</summary>
    public static string DataPath(string? given, string? variable, string localData)
    {
        if (given is not null && string.IsNullOrWhiteSpace(given))
        {
            throw new UsageException("--data needs a folder.");
        }

        string? path = given ?? (string.IsNullOrWhiteSpace(variable) ? null : variable);
        if (path is null && localData.Length == 0)
        {
            throw new TacWebException("This account has no home folder to keep data in: name one with --data DIR or TACWEB_DATA.");
        }

        return Path.GetFullPath(path ?? Path.Combine(localData, "tacweb"));
    }

    // Beside the dll; else, when the program runs out of a checkout, in the nearest parent folder that holds the solution.
    private static string Shipped(string name)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, name);
        if (Directory.Exists(beside))
        {
            return beside;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TacWeb.sln")) && Directory.Exists(Path.Combine(folder.FullName, name)))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        throw new TacWebException($"The folder {name}/ is missing beside {AppContext.BaseDirectory}; the installation is not complete.");
    }
}
