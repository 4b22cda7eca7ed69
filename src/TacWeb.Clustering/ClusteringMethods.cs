using TacWeb.Clustering.Methods.Augmentation;
using TacWeb.Clustering.Methods.Beyond;
using TacWeb.Clustering.Methods.Classic;
using TacWeb.Clustering.Methods.Distribution;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Methods.Interpretable;
using TacWeb.Clustering.Methods.Neighbourhood;
using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Clustering.Methods.Reference;
using TacWeb.Clustering.Methods.Structural;

namespace TacWeb.Clustering;

/// <summary>Every method, in the order of contract §5. A new method is one file and one line here.</summary>
public static class ClusteringMethods
{
    /// <summary>All methods.</summary>
    public static IReadOnlyList<ClusteringMethod> All { get; } =
    [
        KMeans.Method,
        SphericalKMeans.Method,
        Spectral.Method,
        Hdbscan.Method,
        Abdc.Method,
        Den.Method,
        Party.Method,
        SpectralNet.Method,
        Jule.Method,
        Dcgan.Method,
        Vade.Method,
        ClusterGan.Method,
        Rim.Method,
        Imsat.Method,
        Iic.Method,
        Cc.Method,
        Pica.Method,
        Completer.Method,
        ProPos.Method,
        Scan.Method,
        Nnm.Method,
        Gcc.Method,
        Dec.Method,
        ScanSelfLabel.Method,
        Tcl.Method,
        Spice.Method,
        Tell.Method,
        Sic.Method,
        Mode.Method,
        TacNoTrain.Method,
        Tac.Method,
        ZeroShot.Method,
        Temi.Method,
        Turtle.Method,
        TacPlus.Method,
    ];

    /// <summary>The method of a key.</summary>
    /// <param name="key">For example <c>tac</c>.</param>
    /// <exception cref="ArgumentException">No such key; the message names the nearest one and all others.</exception>
    public static ClusteringMethod Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return All.FirstOrDefault(method => method.Key == key)
            ?? throw new ArgumentException($"There is no method '{key}'. {Nearest(key)}Known: {string.Join(", ", All.Select(method => method.Key))}.", nameof(key));
    }

    private static string Nearest(string key)
    {
        (string best, int distance) = All.Select(method => (method.Key, Edits(key, method.Key))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, best.Length / 2) ? $"Did you mean '{best}'? " : "";
    }

    /// <summary>Levenshtein distance, letter case aside.</summary>
    private static int Edits(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (char.ToLowerInvariant(a[i - 1]) == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
