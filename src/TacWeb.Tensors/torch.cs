namespace TacWeb.Tensors;

/// <summary>The entry point of the engine, with TorchSharp's names and semantics.</summary>
public static partial class torch
{
    /// <summary>Layers, losses and initialisation.</summary>
    public static partial class nn
    {
    }
}
