using TacWeb.Core.Jobs;
using TacWeb.Encoders;
using TacWeb.Storage;

namespace TacWeb.Pipeline;

/// <summary>The walk: a folder or zip of images becomes named clusters. Each finished step is kept, so that a killed run goes on after it and ends with the same bytes.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="images">Image tower of the encoder.</param>
/// <param name="texts">Text tower of the same encoder.</param>
/// <param name="wordNetFolder">The folder with <c>data.noun</c>, <c>index.noun</c>, <c>cntlist.rev</c>.</param>
/// <param name="compute">The one thread that fits.</param>
/// <param name="time">The clock.</param>
public sealed class ClusterDataset(DataFolder data, IImageEncoder images, ITextEncoder texts, string wordNetFolder, ComputeThread compute, TimeProvider time)
{
    /// <summary>Runs the walk to its end.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="progress">Told at most 4 times a second, and at each step's end; called on worker threads.</param>
    /// <param name="cancellationToken">Checked per batch; what is finished stays for the next run.</param>
    /// <exception cref="Core.TacWebException">Something the user can mend: input, output, vocabulary, model.</exception>
    /// <exception cref="ArgumentException">A method's option or K is wrong.</exception>
    public Task<ClusterResult> RunAsync(ClusterRequest request, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = (data, images, texts, wordNetFolder, compute, time);
        throw new NotImplementedException();
    }
}
