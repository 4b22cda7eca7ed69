namespace TacWeb.Encoders.Models;

/// <summary>The models found below some folders, for example the program's own <c>models</c> and <c>DATA/models</c>.</summary>
/// <param name="roots">Folders that hold model folders; earlier ones win when a key occurs twice; one that is missing is empty.</param>
public sealed class ModelCatalogue(IReadOnlyList<string> roots)
{
    /// <summary>The roots, in order.</summary>
    public IReadOnlyList<string> Roots { get; } = roots;

    /// <summary>Every readable model, ordered by key. Folders without <c>model.json</c> are passed over.</summary>
    public IReadOnlyList<ModelFolder> List() => throw new NotImplementedException();

    /// <summary>The model of a key.</summary>
    /// <exception cref="Core.TacWebException">There is none (the message lists the keys there are), or its folder is faulty.</exception>
    public ModelFolder Find(string key) => throw new NotImplementedException();
}
