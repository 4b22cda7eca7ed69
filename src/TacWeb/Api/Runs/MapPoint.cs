using System.Runtime.InteropServices;

namespace TacWeb.Api.Runs;

/// <summary>One image on the map.</summary>
/// <param name="X">First coordinate; not a number where the image has none.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Cluster">Its cluster, −1 for noise.</param>
/// <param name="Confidence">0…1.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct MapPoint(float X, float Y, int Cluster, float Confidence);
