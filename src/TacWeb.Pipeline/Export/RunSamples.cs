using System.Globalization;

namespace TacWeb.Pipeline.Export;

/// <summary>The pictures that a generative method draws for each cluster, kept beside its run: one WebP strip a cluster.</summary>
public static class RunSamples
{
    /// <summary>How often a pixel is repeated each way: the pictures are 28 or 32 pixels wide.</summary>
    public const int Zoom = 2;

    /// <summary>Name of a cluster's strip in the run's folder.</summary>
    public static string FileOf(int cluster) => string.Create(CultureInfo.InvariantCulture, $"samples-{cluster}.webp");
}
