using TacWeb.Core.Numerics;

namespace TacWeb.Clustering;

/// <summary>Vectors of augmented copies of the images, each [N, d] (methods §2.0).</summary>
/// <param name="Weak">Random resized crop 0.6–1 and flip.</param>
/// <param name="Strong">Crop 0.2–1, flip, colour jitter, grey, cut-out.</param>
public sealed record AugmentedViews(IReadOnlyList<Vectors> Weak, IReadOnlyList<Vectors> Strong);
