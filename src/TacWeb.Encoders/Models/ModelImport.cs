using TacWeb.Core;

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
    /// <exception cref="TacWebException">The model is refused; one sentence says why.</exception>
    public static ModelFolder Import(string source, string modelsRoot, bool replace = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(modelsRoot);
        try
        {
            using var files = ModelFiles.Open(source);
            var key = files.ReadKey(); // the name of the folder that everything is staged in
            var target = Path.Combine(modelsRoot, key);
            if (Directory.Exists(target) && !replace)
            {
                throw new TacWebException($"There is a model \"{key}\" already: remove it first.");
            }

            var staged = target + ".partial";
            Clear(staged);
            Directory.CreateDirectory(staged);
            try
            {
                files.CopyTo(staged, cancellationToken);
                Check(ModelFolder.Read(staged, key), cancellationToken);
                Clear(target);
                Directory.Move(staged, target);
                return ModelFolder.Read(target);
            }
            catch (TacWebException error)
            {
                throw new TacWebException(error.Message.Replace(staged, source, StringComparison.Ordinal), error);
            }
            finally
            {
                Clear(staged);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new TacWebException($"The model {source} cannot be imported: {error.Message}", error);
        }
    }

    private static void Check(ModelFolder folder, CancellationToken cancellationToken)
    {
        folder.Verify(cancellationToken);
        TrialRun.Check(folder);
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
