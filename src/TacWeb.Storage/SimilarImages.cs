using System.Runtime.InteropServices;

namespace TacWeb.Storage;

/// <summary>Two images that lie near each other.</summary>
/// <param name="First">Row in the dataset.</param>
/// <param name="Second">A later row.</param>
/// <param name="Cosine">−1…1.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct SimilarImages(int First, int Second, float Cosine);
