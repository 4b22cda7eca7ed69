using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Modules;

/// <summary>One running value for each parameter, zero at first; lives outside the dispose scopes.</summary>
internal sealed class OptimizerState(Parameter[] parameters)
{
    private readonly Tensor?[] _values = new Tensor?[parameters.Length];

    /// <summary>The value of a parameter, in its shape; made when first asked for.</summary>
    public Tensor this[int index] => _values[index] ??= Zeros(parameters[index]);

    public void Release()
    {
        foreach (Tensor? value in _values)
        {
            value?.ReleaseStorage();
        }

        Array.Clear(_values);
    }

    private static Tensor Zeros(Parameter like)
    {
        Tensor result = zeros(like.Sizes);
        result.Untrack();
        return result;
    }
}
