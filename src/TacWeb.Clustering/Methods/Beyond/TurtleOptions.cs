using System.ComponentModel.DataAnnotations;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>Hyper-parameters of TURTLE; the authors' but for fewer and smaller outer steps (6000 of 10,000 rows there).</summary>
public sealed record TurtleOptions : BalancedOptions
{
    /// <summary>Outer steps; 6000 in the authors' code.</summary>
    [Range(10, 100000), Display(Name = "Steps", Description = "Changes of the labels; an epoch of the report is a fiftieth.")]
    public int Steps { get; init; } = 1500;

    /// <summary>Rows of an outer step; 10,000 in the authors' code.</summary>
    [Range(2, 65536), Display(Name = "Batch size", Description = "Images a step, at most N.")]
    public int BatchSize { get; init; } = 2048;

    /// <summary>M, steps of the fresh classifier; 10.</summary>
    [Range(1, 1000), Display(Name = "Inner steps", Description = "Steps of the fresh classifier at each change of the labels.")]
    public int InnerSteps { get; init; } = 10;

    /// <summary>γ; 10.</summary>
    [Range(0, 100), Display(Name = "Balance weight", Description = "Reward for using all clusters evenly.")]
    public double BalanceWeight { get; init; } = 10;

    /// <summary>Learning rate of both Adams; 1e-3.</summary>
    [Range(1e-6, 1), Display(Name = "Learning rate", Description = "Of Adam, inner and outer.")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>What unit rows are multiplied by to have the encoder's own scale; null: 10 for unit rows, 1 for others.</summary>
    [Range(0.01, 10000), Display(Name = "Feature norm", Description = "Length that unit rows get before the head. Empty: 10.")]
    public double? FeatureNorm { get; init; }

    internal static TurtleOptions ForTests { get; } = new() { Steps = 150, BatchSize = 150, LearningRate = 0.01 };
}
