using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Classic;

/// <summary>Hyper-parameters of k-means, plain and spherical.</summary>
public sealed record KMeansOptions : ClustererOptions
{
    /// <summary>Independent starts; the best is kept. 10 by methods §2.1.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts; the one with the best objective is kept.")]
    public int Restarts { get; init; } = 10;

    /// <summary>Upper bound of iterations of one start; faiss in TAC's code runs 300.</summary>
    [Range(1, 10000), Display(Name = "Iterations", Description = "At most this many; a start ends earlier when no label changes.")]
    public int MaxIterations { get; init; } = 300;

    internal static KMeansOptions ForTests { get; } = new() { Restarts = 3, MaxIterations = 100 };
}
