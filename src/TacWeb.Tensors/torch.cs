using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

/// <summary>The entry point of the engine, with TorchSharp's names and semantics.</summary>
public static partial class torch
{
    /// <summary>Opens a scope that disposes the tensors made on this thread until it is disposed itself.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Open();

    /// <summary>Sets how many threads the kernels use. Results repeat for the same number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below one.</exception>
    public static void set_num_threads(int num) => ThreadTeam.Size = num;

    /// <summary>How many threads the kernels use.</summary>
    public static int get_num_threads() => ThreadTeam.Size;

    /// <summary>Layers, losses and initialisation.</summary>
    public static partial class nn
    {
        /// <summary>How a loss combines the values of its elements.</summary>
        public enum Reduction
        {
            /// <summary>Not at all.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }
    }
}
