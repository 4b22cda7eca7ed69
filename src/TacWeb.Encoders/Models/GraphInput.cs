namespace TacWeb.Encoders.Models;

/// <summary>What an input of a graph is fed with.</summary>
internal enum GraphInputKind
{
    Pixels,
    TokenIds,
    AttentionMask,
    TokenTypes,
}

/// <summary>One input of a graph.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Kind">What it is fed with.</param>
/// <param name="Wide">Whether whole numbers are 64-bit (else 32-bit).</param>
internal readonly record struct GraphInput(string Name, GraphInputKind Kind, bool Wide);
