using System.Runtime.InteropServices;
using System.Text;
using TacWeb.Core.Jobs;
using TacWeb.Core.Numerics;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline;

/// <summary>The verb <c>embed</c>: image vectors at the encoder's own scale as <c>X.npy</c>, and <c>X.paths.txt</c> beside it.</summary>
/// <param name="data">The owned data folder, which keeps the vectors.</param>
/// <param name="images">Image tower of the encoder.</param>
public sealed class EmbedInput(DataFolder data, IImageEncoder images)
{
    /// <summary>Embeds a folder or zip.</summary>
    /// <param name="input">A folder or a zip of images.</param>
    /// <param name="output">The <c>.npy</c> file; the paths go to the same name with <c>.paths.txt</c>.</param>
    /// <param name="force">Whether existing files are replaced.</param>
    /// <param name="limits">What the input may hold; null: the defaults.</param>
    /// <param name="progress">Told at most 4 times a second.</param>
    /// <param name="cancellationToken">Checked per batch.</param>
    /// <exception cref="Core.TacWebException">Input or output cannot be used.</exception>
    public async Task<EmbedResult> RunAsync(string input, string output, bool force = false, IngestLimits? limits = null, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        string paths = Path.ChangeExtension(output, ".paths.txt");
        OutputFile.Check(output, force);
        OutputFile.Check(paths, force);
        ProgressMeter meter = new(progress, TimeProvider.System);
        Ingested ingested = await Task.Run(() => new IngestInput(data.Images, limits ?? IngestLimits.Default).Run(input, meter, cancellationToken), cancellationToken).ConfigureAwait(false);
        EmbeddedImages embedded = await new EmbedImages(data, images).RunAsync(ingested, meter, cancellationToken).ConfigureAwait(false);
        await Task.Run(() => Write(embedded, output, paths, force, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new EmbedResult(output, paths, embedded.Paths.Count, images.Info.Dimension, embedded.Skipped);
    }

    private void Write(EmbeddedImages embedded, string output, string paths, bool force, CancellationToken cancellationToken)
    {
        OutputFile.Write(paths, force, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(embedded.Paths.Select(path => path + "\n")))));
        using EmbeddingFile file = data.Embeddings.Open(images.Info.Sha256, images.Info.Dimension);
        OutputFile.Write(output, force, stream => NpyFile.WriteMatrix(stream, embedded.Paths.Count, file.Dimension, (row, values) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Read(embedded.Rows[row], values);
        }));
    }
}
