using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>How the head pairs of one training are made.</summary>
/// <param name="Images">x, [N, d].</param>
/// <param name="Texts">u, or x where the text is off.</param>
/// <param name="Partners">Lists that image and text partners are drawn from.</param>
/// <param name="Clusters">K.</param>
/// <param name="Settings">TAC's, worked out.</param>
/// <param name="Options">TAC's.</param>
internal sealed record HeadPlan(Vectors Images, Vectors Texts, (Neighbours Image, Neighbours Text) Partners, int Clusters, TacSettings Settings, TacOptions Options)
{
    /// <summary>The N̂ nearest images of each image, whatever lists partners are drawn from.</summary>
    public required Neighbours Nearest { get; init; }

    /// <summary>Whether L_con counts.</summary>
    public bool Consistent { get; init; } = true;

    /// <summary>Whether partners are drawn by TEMI's weight from the second epoch on.</summary>
    public bool Weighted { get; init; }

    /// <summary>Labels that the heads learn in the first tenth of their steps; null: none.</summary>
    public int[]? Start { get; init; }
}
