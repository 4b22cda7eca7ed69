namespace TacWeb.Clustering;

/// <summary>What a method's partition has beside the labels.</summary>
[Flags]
public enum MethodOutputs
{
    /// <summary>Labels alone.</summary>
    None = 0,

    /// <summary>Probabilities [N, K] (<see cref="Core.Runs.Partition.Soft"/>).</summary>
    Probabilities = 1,

    /// <summary>New images can be placed (<see cref="Core.Runs.Partition.Assigner"/>); <c>tac-no-train</c> only where the input has nouns.</summary>
    Assigner = 2,
}
