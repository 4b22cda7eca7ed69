namespace TacWeb.Api.Datasets;

/// <summary>Where requests for thumbnails that are not made yet wait for a processor.</summary>
internal sealed class ThumbnailQueue : IDisposable
{
    /// <summary>A place for each processor.</summary>
    public SemaphoreSlim Places { get; } = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public void Dispose() => Places.Dispose();
}
