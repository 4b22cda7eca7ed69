namespace TacWeb.Encoders.Models;

/// <summary>Brings a model from a folder or a zip into <c>DATA/models</c> (<c>models import</c>).</summary>
public static class ModelImport
{
    /// <summary>Copies, checks (fields, hashes, a trial run of both towers), then renames into place; a refused model leaves nothing behind.</summary>
    /// <param name="source">A folder with <c>model.json</c>, or a zip of one (at its top or in its only folder).</param>
    /// <param name="modelsRoot">Where models lie; made when missing. The model becomes <c>modelsRoot/KEY</c>.</param>
    /// <param name="replace">Whether a model of the same key is replaced; otherwise it is refused.</param>
    /// <param name="cancellationToken">Checked per file.</param>
    /// <returns>The imported folder.</returns>
    /// <exception cref="Core.TacWebException">The model is refused; one sentence says why.</exception>
    public static ModelFolder Import(string source, string modelsRoot, bool replace = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
