namespace TacWeb.Clustering.Training;

/// <summary>What follows the product of a dense layer.</summary>
internal enum Activation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x·Φ(x), by the tanh approximation: ½x(1 + tanh(√(2/π)(x + 0.044715x³))), less than 5e-4 off.</summary>
    Gelu,

    /// <summary>The row divided by its length.</summary>
    Unit,

    /// <summary>Probabilities that sum to 1 over the row.</summary>
    Softmax,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>max(x, 0.01x).</summary>
    LeakyRelu,

    /// <summary>After a layer of centres (μ·z − ½‖μ‖²): Student's t, q ∝ 1/(1 + ‖z − μ‖²), summing to 1 over the row. Managed rows only.</summary>
    Student,

    /// <summary>The second half of the row squared. Managed rows only.</summary>
    SquaredHalf,
}
