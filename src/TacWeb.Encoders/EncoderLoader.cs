using TacWeb.Encoders.Models;

namespace TacWeb.Encoders;

/// <summary>Opens models, each once a process, at their first use. Safe for many threads; the program holds one.</summary>
public sealed class EncoderLoader : IDisposable
{
    /// <summary>The towers of a model folder; the same object for the same content.</summary>
    public LoadedModel Load(ModelFolder folder) => throw new NotImplementedException();

    /// <summary>Closes a model when it is open, so that its files can be removed.</summary>
    public void Unload(string key) => throw new NotImplementedException();

    /// <summary>Closes all models; runs still going on finish first.</summary>
    public void Dispose()
    {
    }
}
