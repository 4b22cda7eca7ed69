using TacWeb.Encoders.Images;
using TacWeb.Encoders.Models;

namespace TacWeb.Encoders;

/// <summary>Opens models, each once, at their first use, and shares them. Safe for many threads; the program holds one loader.</summary>
/// <param name="limits">The largest picture encoded; null: <see cref="ImageLimits.Default"/>.</param>
/// <param name="workers">Pictures or text batches worked on at once; null: the number of processors. It changes speed only, never a vector.</param>
public sealed class EncoderLoader(ImageLimits? limits = null, int? workers = null) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Path, string Sha256), LoadedModel> models = [];
    private bool disposed;

    /// <summary>The towers of a model folder; the same object for the same folder and content.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public LoadedModel Load(ModelFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var identity = (Path.GetFullPath(folder.Path), folder.Info.Sha256);
            if (!models.TryGetValue(identity, out var model))
            {
                model = new LoadedModel(folder, limits ?? ImageLimits.Default, workers ?? Environment.ProcessorCount);
                models.Add(identity, model);
            }

            return model;
        }
    }

    /// <summary>Closes the models of a key that are open, so that their files can be removed.</summary>
    public void Unload(string key)
    {
        lock (gate)
        {
            foreach (var (identity, model) in models.Where(entry => entry.Value.Info.Key == key).ToList())
            {
                model.Close();
                models.Remove(identity);
            }
        }
    }

    /// <summary>Closes all models; runs still going on finish first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var model in models.Values)
            {
                model.Close();
            }

            models.Clear();
        }
    }
}
