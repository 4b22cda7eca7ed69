namespace TacWeb.Tensors.Autograd;

/// <summary>Whether the calling thread records operations; restores the former mode when disposed.</summary>
internal sealed class GradMode : IDisposable
{
    [ThreadStatic]
    private static bool t_disabled;

    private readonly bool _formerlyDisabled = t_disabled;

    public GradMode(bool enabled) => t_disabled = !enabled;

    public static bool IsEnabled => !t_disabled;

    public void Dispose() => t_disabled = _formerlyDisabled;
}
