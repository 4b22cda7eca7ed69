using System.Diagnostics;
using System.Globalization;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>The most memory that the process held since the last reset, where Linux tells it; else since its start.</summary>
internal static class PeakMemory
{
    private const string Refs = "/proc/self/clear_refs", Status = "/proc/self/status";

    /// <summary>Collects garbage and begins anew.</summary>
    public static void Reset()
    {
        GC.Collect();
        if (File.Exists(Refs))
        {
            File.WriteAllText(Refs, "5");
        }
    }

    /// <summary>The peak of resident memory in MiB.</summary>
    public static double MiB()
    {
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(row => row.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024) : double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
