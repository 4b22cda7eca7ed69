using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.External;

/// <summary>Hyper-parameters of TAC without training: those of its k-means.</summary>
public sealed record TacNoTrainOptions : ClustererOptions
{
    /// <summary>Independent starts; the authors' code runs 20.</summary>
    [Range(1, 1000), Display(Name = "Restarts", Description = "Independent starts of k-means; the one with the best objective is kept.")]
    public int Restarts { get; init; } = 20;

    /// <summary>Upper bound of iterations of one start; the authors' code runs 300.</summary>
    [Range(1, 10000), Display(Name = "Iterations", Description = "At most this many; a start ends earlier when no label changes.")]
    public int MaxIterations { get; init; } = 300;

    internal static TacNoTrainOptions ForTests { get; } = new() { Restarts = 3, MaxIterations = 100 };
}
