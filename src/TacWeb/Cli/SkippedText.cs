using TacWeb.Core.Datasets;

namespace TacWeb.Cli;

/// <summary>Tells what was left out, on the error stream.</summary>
internal static class SkippedText
{
    private const int Shown = 10;

    /// <summary>Writes up to ten skipped files and how many more there are.</summary>
    public static void Write(Session session, IReadOnlyList<SkippedFile> skipped)
    {
        foreach (SkippedFile file in skipped.Take(Shown))
        {
            session.Error.WriteLine($"skipped: {TextTable.Clean(file.Path)}: {TextTable.Clean(file.Reason)}");
        }

        if (skipped.Count > Shown)
        {
            session.Error.WriteLine($"skipped: {skipped.Count - Shown} more");
        }
    }
}
