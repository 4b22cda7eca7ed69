using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>The encoder's own scale, for methods whose authors feed raw outputs (methods §2.0).</summary>
internal static class EncoderScale
{
    private const double UsualNorm = 10; // about CLIP ViT-B/32's mean

    /// <summary>What the rows are multiplied by: the given norm or 10 for unit rows, 1 for others.</summary>
    public static double Of(Vectors rows, double? featureNorm) => rows.IsUnit ? featureNorm ?? UsualNorm : 1;
}
