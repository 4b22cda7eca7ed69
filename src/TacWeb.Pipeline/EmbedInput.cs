using TacWeb.Core.Jobs;
using TacWeb.Encoders;
using TacWeb.Pipeline.Ingest;
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
    public Task<EmbedResult> RunAsync(string input, string output, bool force = false, IngestLimits? limits = null, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        _ = (data, images);
        throw new NotImplementedException();
    }
}
